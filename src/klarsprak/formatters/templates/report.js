"use strict";
(function () {
  function openTo(hash) {
    var target = hash.length > 1 && document.getElementById(hash.slice(1));
    for (var at = target; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
    if (target && target.classList.contains("note")) { target.focus(); }
  }
  window.addEventListener("hashchange", function () { openTo(location.hash); });
  openTo(location.hash);

  document.querySelectorAll("[data-findings]").forEach(function (area) {
    var form = area.querySelector("form");
    var status = form.querySelector("[role=status]");
    form.hidden = false;
    function apply() {
      var chosen = Array.from(form.querySelectorAll("[name=severity]:checked"), function (box) { return box.value; });
      var promise = form.querySelector("[name=promise]").value;
      var shown = 0;
      area.querySelectorAll(".note").forEach(function (note) {
        var fits = chosen.indexOf(note.dataset.severity) >= 0 &&
          (!promise || note.dataset.promise.split(" ").indexOf(promise) >= 0);
        note.hidden = !fits;
        if (fits) { shown += Number(note.dataset.count); }
      });
      area.querySelectorAll("[data-section]").forEach(function (section) {
        section.hidden = !section.querySelector(".note:not([hidden])");
      });
      status.textContent = status.dataset.result.replace("%", shown);
    }
    form.addEventListener("change", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.querySelector("[data-open]").addEventListener("click", function () {
      area.querySelectorAll("details").forEach(function (details) { details.open = true; });
    });
    apply();
  });

  // On paper the findings are unfolded; their reasons and the tables behind the pictures
  // stay as the reader left them.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details[data-section], details.file").forEach(function (details) {
      if (!details.open) { details.open = true; opened.push(details); }
    });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
    opened = [];
  });
}());
