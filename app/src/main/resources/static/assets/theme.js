// Before the first paint, so that a remembered theme does not flash.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "dark" || theme === "light") {
      document.documentElement.setAttribute("data-theme", theme);
    }
  } catch (e) {
    // Storage may be forbidden; the system's theme then holds.
  }
})();
