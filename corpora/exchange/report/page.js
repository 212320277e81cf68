// A sentence under the mouse, or with the focus, is marked with its counterpart.
"use strict";
(function () {
  var marked = [];
  function mark(event) {
    marked.forEach(function (s) { s.classList.remove("on"); });
    marked = [];
    var sentence = event.target.closest && event.target.closest("[data-b]");
    if (!sentence) return;
    marked = Array.from(document.querySelectorAll('[data-b="' + sentence.dataset.b + '"]'));
    marked.forEach(function (s) { s.classList.add("on"); });
  }
  document.addEventListener("mouseover", mark);
  document.addEventListener("focusin", mark);
  // What is folded away is printed, too.
  var folded = [];
  window.addEventListener("beforeprint", function () {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    folded.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () {
    folded.forEach(function (d) { d.open = false; });
    folded = [];
  });
})();
