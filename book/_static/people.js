/* The filter of the list of people: words in any order, in either script, ё as е. */
(function () {
  var form = document.querySelector(".people-find");
  if (!form) return;
  var input = form.querySelector("input"), said = form.querySelector(".said");
  var items = [...document.querySelectorAll(".people-list > li")];
  var plain = function (text) { return text.toLowerCase().replace(/ё/g, "е").normalize("NFD").replace(/[\u0300-\u0305\u0307-\u036f]/g, ""); };
  var names = items.map(function (item) { return plain(item.dataset.find); });

  function show() {
    var words = plain(input.value).split(/\s+/).filter(Boolean), count = 0;
    items.forEach(function (item, n) {
      var found = words.every(function (word) { return names[n].includes(word); });
      item.hidden = !found;
      count += found;
    });
    document.querySelectorAll(".people-list").forEach(function (list) {
      list.hidden = list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])");
    });
    said.textContent = words.length ? count + " of " + items.length + " people" : "";
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  input.addEventListener("input", show);
  show();
})();
