"""Cut charts/outline.py: python cut.py countries-50m.json > outline.py, then ruff format."""
import json, math, sys, textwrap
from collections import defaultdict
T = json.load(open(sys.argv[1], encoding='utf-8'))
sx, sy = T['transform']['scale']; tx, ty = T['transform']['translate']
arcs = []
for a in T['arcs']:
    x = y = 0; pts = []
    for dx, dy in a:
        x += dx; y += dy; pts.append((x*sx+tx, y*sy+ty))
    arcs.append(pts)
SOV = set("Russia Ukraine Belarus Moldova Estonia Latvia Lithuania Georgia Armenia Azerbaijan Kazakhstan Uzbekistan Turkmenistan Kyrgyzstan Tajikistan".split())
geoms = T['objects']['countries']['geometries']
names = {g['properties']['name'] for g in geoms}
assert SOV <= names, SOV - names
use = defaultdict(list)
rings = []
for g in geoms:
    polys = g['arcs'] if g['type']=='MultiPolygon' else [g['arcs']]
    for poly in polys:
        for ring in poly:
            for a in ring:
                use[a if a>=0 else ~a].append((g['properties']['name'], a))
LAT0, LON0, R = math.radians(55.752), math.radians(37.6178), 6371.0
def proj(p):
    lon, lat = map(math.radians, p)
    dl = lon-LON0
    c = math.acos(max(-1,min(1,math.sin(LAT0)*math.sin(lat)+math.cos(LAT0)*math.cos(lat)*math.cos(dl))))
    az = math.atan2(math.sin(dl)*math.cos(lat), math.cos(LAT0)*math.sin(lat)-math.sin(LAT0)*math.cos(lat)*math.cos(dl))
    return R*c*math.sin(az), R*c*math.cos(az)
WIN = (-2700, 5600, -3000, 2700)
def inside(p):
    x,y = proj(p); return WIN[0]<=x<=WIN[1] and WIN[2]<=y<=WIN[3]
def dp(pts, tol):
    if len(pts)<3: return pts
    q=[proj(p) for p in pts]
    keep=[False]*len(pts); keep[0]=keep[-1]=True
    st=[(0,len(pts)-1)]
    while st:
        i,j=st.pop(); best,bi=0,-1
        (x1,y1),(x2,y2)=q[i],q[j]; L=math.hypot(x2-x1,y2-y1)
        for k in range(i+1,j):
            x,y=q[k]
            if L<1e-9: d=math.hypot(x-x1,y-y1)
            else: 
                t=max(0,min(1,((x-x1)*(x2-x1)+(y-y1)*(y2-y1))/L/L)); d=math.hypot(x-x1-t*(x2-x1),y-y1-t*(y2-y1))
            lim = tol if inside(pts[k]) else tol*10
            if d/lim>best: best,bi=d/lim,k
        if best>1: keep[bi]=True; st+= [(i,bi),(bi,j)]
    return [p for p,k in zip(pts,keep) if k]
TOL = 26.0  # kilometres
# soviet outline: arcs used once among Soviet republics
edges=[]
for i,u in use.items():
    s=[x for x in u if x[0] in SOV]
    if len(s)==1:
        a=s[0][1]; edges.append(arcs[a] if a>=0 else arcs[~a][::-1])
start=defaultdict(list)
for e in edges: start[e[0]].append(e)
sov=[]
used=set()
for e in edges:
    if id(e) in used: continue
    ring=list(e); used.add(id(e))
    while ring[0]!=ring[-1]:
        nxt=next((f for f in start[ring[-1]] if id(f) not in used),None)
        if nxt is None: break
        used.add(id(nxt)); ring+=nxt[1:]
    sov.append(ring)
def size(r):
    q=[proj(p) for p in r]; xs,ys=zip(*q); return max(max(xs)-min(xs),max(ys)-min(ys))
closed=[]
for r in sov:
    if not any(inside(p) for p in r) or size(r)<110: continue
    if r[0]!=r[-1]: print('open', len(r), file=sys.stderr)
    # split a ring at its farthest point for dp
    far=max(range(len(r)), key=lambda k: math.dist(proj(r[0]),proj(r[k])))
    s=dp(r[:far+1],TOL)+dp(r[far:],TOL)[1:]
    closed.append(s)
# other coasts: arcs used by exactly one country, not Soviet
rest=[]
for i,u in use.items():
    if len(u)==1 and u[0][0] not in SOV: rest.append(arcs[i])
# join arcs end to end
byend=defaultdict(list)
lines=[]
pool=[list(a) for a in rest]
starts=defaultdict(list)
for a in pool: starts[a[0]].append(a)
done=set()
ends={a[-1] for a in pool}
order=[a for a in pool if a[0] not in ends]+pool
for a in order:
    if id(a) in done: continue
    line=list(a); done.add(id(a))
    while line[0]!=line[-1]:
        n=next((f for f in starts[line[-1]] if id(f) not in done),None)
        if n is None: break
        done.add(id(n)); line+=n[1:]
    lines.append(line)
coast=[]
for l in lines:
    if size(l)<110: continue
    run=[]
    flags=[inside(p) for p in l]
    for k,p in enumerate(l):
        near=flags[k] or (k and flags[k-1]) or (k+1<len(l) and flags[k+1])
        if near: run.append(p)
        elif run: coast.append(run); run=[]
    if run: coast.append(run)
def simp(l):
    if l[0]==l[-1] and len(l)>3:
        far=max(range(len(l)), key=lambda k: math.dist(proj(l[0]),proj(l[k])))
        return dp(l[:far+1],TOL)+dp(l[far:],TOL)[1:]
    return dp(l,TOL)
coast=[simp(l) for l in coast if len(l)>1 and size(l)>60]
print(len(closed), sum(map(len,closed)), len(coast), sum(map(len,coast)), file=sys.stderr)
def block(ls):
    ls=sorted(ls,key=lambda l:(-len(l),l))
    return "\n\n".join(textwrap.fill(" ".join(f"{round(x*100)},{round(y*100)}" for x,y in l),96) for l in ls)
out=f'''"""Outlines for the map of postings: the Soviet Union of the day and the coasts around it.

Cut from Natural Earth 1:50 million (public domain) as packed in npm `world-atlas` 2.0.2 (ISC,
copyright Michael Bostock), file `countries-50m.json`, SHA-256
04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394: the fifteen republics merged,
coasts within some 5,500 km of Moscow, small islands left out, lines thinned by the rule of
Douglas and Peucker to {TOL:g} km. Today's outer borders of the fifteen states stand for those of 1957;
they serve to find one's way, not to measure by.
"""

from __future__ import annotations

# longitude,latitude in hundredths of a degree; a blank line parts one line from the next
_SOVIET_UNION = """
{block(closed)}
"""
_COASTS = """
{block(coast)}
"""


def _lines(text: str) -> list[list[tuple[float, float]]]:
    """The lines of a block as (longitude, latitude) in degrees."""
    return [
        [(int(a) / 100, int(b) / 100) for a, b in (p.split(",") for p in line.split())]
        for line in text.strip().split("\\n\\n")
    ]


SOVIET_UNION = _lines(_SOVIET_UNION)  # closed rings
COASTS = _lines(_COASTS)  # open and closed lines
'''
sys.stdout.write(out)
