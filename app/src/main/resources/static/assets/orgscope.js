(function () {
  "use strict";

  var root = document.documentElement;
  var themeButton = document.getElementById("theme");

  function isDark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function nameTheme() {
    themeButton.textContent = isDark() ? "Light" : "Dark";
  }

  if (themeButton) {
    themeButton.hidden = false;
    nameTheme();
    themeButton.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-theme", next);
      try {
        localStorage.setItem("theme", next);
      } catch (e) {
        // It then holds for this page only.
      }
      nameTheme();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", nameTheme);
  }

  // One key each: to a field, or along a link; j and k go down and up a list.
  function typing(target) {
    return /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.isContentEditable;
  }

  // After a row was dealt with the page opens at it, so that keys go on from there.
  var dealt = location.hash && document.getElementById(location.hash.slice(1));
  var row = dealt && dealt.querySelector("[data-row]");
  if (row) {
    // Once the browser itself has gone there, which takes the focus away.
    addEventListener("load", function () {
      row.focus();
    });
  }

  document.addEventListener("keydown", function (event) {
    var plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!plain || typing(event.target) || document.querySelector("dialog[open]")) {
      return;
    }
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row]"));
    if (rows.length && (event.key === "j" || event.key === "k")) {
      var here = document.activeElement.closest("[data-scope]");
      var at = rows.findIndex(function (row) {
        return row === document.activeElement || (here && here.contains(row));
      });
      var next = event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0);
      event.preventDefault();
      rows[next].focus();
      return;
    }
    // One key each of the row that is looked at: a button of it, or a field that it opens for.
    var scope = document.activeElement.closest("[data-scope]");
    var own = scope && scope.querySelector('[data-of~="' + CSS.escape(event.key) + '"]');
    if (own) {
      event.preventDefault();
      if (typing(own)) {
        own.closest("details").open = true;
        own.focus();
      } else {
        own.click();
      }
      return;
    }
    var target = Array.prototype.find.call(
      document.querySelectorAll("[data-key]"),
      function (one) {
        return one.getAttribute("data-key") === event.key;
      }
    );
    if (target) {
      event.preventDefault();
      if (typing(target)) {
        target.focus();
      } else {
        target.click();
      }
    }
  });

  // What if: released figures that the page holds, and nothing asked of anybody.
  function numbers(text) {
    return text.split(" ").map(Number);
  }

  // As the server writes money: a digit behind the point tells small figures of a large unit apart.
  function money(sign, amount, unit) {
    var scale = unit >= 950000 ? [1e6, "M", 99] : unit >= 1000 ? [1e3, "k", 9.5] : [1, "", 0];
    var value = amount / scale[0];
    if (value < 0.005) {
      return sign + "0";
    }
    var digits = scale[0] === 1 ? 0 : value < 0.095 ? 2 : value < scale[2] ? 1 : 0;
    var said = value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return sign + said + scale[1];
  }

  var choose = document.getElementById("choose");
  if (choose) {
    var given = choose.dataset;
    var rate = document.getElementById("rate");
    var adoption = document.getElementById("adoption");
    var band = function (hours, fixed, share) {
      var figures = numbers(hours).map(function (hour, i) {
        return Math.max(0, share * (rate.value * given.weeks * hour + numbers(fixed)[i]));
      });
      var high = figures[2];
      return money(given.sign, figures[1], figures[1]) + " (" +
        money(given.sign, figures[0], high) + " to " + money(given.sign, high, high) + ")";
    };
    var tell = function () {
      var usual = Number(rate.value) === Number(given.rate);
      document.getElementById("rate-said").textContent = given.sign + Math.round(rate.value).toLocaleString("en");
      document.getElementById("cost-said").textContent =
        usual ? given.cost : band(given.hours, given.fixed, 1);
      if (adoption) {
        document.getElementById("adoption-said").textContent = adoption.value + " %";
        document.getElementById("saving-said").textContent =
          usual && adoption.value === "100"
            ? given.saving
            : band(given.saved, given.savedFixed, adoption.value / 100);
      }
    };
    [rate, adoption].forEach(function (one) {
      if (one) {
        one.addEventListener("input", tell);
      }
    });
    choose.hidden = false;
    tell();
  }

  var palette = document.getElementById("palette");
  if (!palette) {
    return;
  }
  var text = document.getElementById("palette-text");
  var items = Array.prototype.slice.call(palette.querySelectorAll("li"));
  var openButton = document.getElementById("palette-open");
  var chosen = 0;

  function shown() {
    return items.filter(function (item) {
      return !item.hidden;
    });
  }

  function choose(index) {
    var list = shown();
    chosen = list.length ? (index + list.length) % list.length : 0;
    items.forEach(function (item) {
      item.classList.toggle("chosen", item === list[chosen]);
    });
    if (list[chosen]) {
      list[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function filter() {
    var words = text.value.toLowerCase().split(/\s+/);
    items.forEach(function (item) {
      var label = item.textContent.toLowerCase();
      item.hidden = !words.every(function (word) {
        return label.indexOf(word) >= 0;
      });
    });
    choose(0);
  }

  function open() {
    text.value = "";
    filter();
    palette.showModal();
    text.focus();
  }

  openButton.hidden = false;
  openButton.addEventListener("click", open);
  text.addEventListener("input", filter);
  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette.open) {
        palette.close();
      } else {
        open();
      }
    }
  });
  palette.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      var item = shown()[chosen];
      if (item) {
        event.preventDefault();
        palette.close();
        item.querySelector("a").click();
      }
    }
  });
  palette.addEventListener("click", function (event) {
    // On the backdrop, or on a link that stays on this page.
    if (event.target === palette || event.target.closest("a")) {
      palette.close();
    }
  });
})();

// A form with a file sends it as it is, and then opens its page again.
(function () {
  document.querySelectorAll("form[data-send-to]").forEach(function (form) {
    var said = form.querySelector("[role=status]");
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var file = form.querySelector("input[type=file]").files[0];
      if (!file) {
        return;
      }
      said.textContent = "It is being sent.";
      fetch(form.dataset.sendTo, {
        method: "POST",
        headers: {
          "Content-Type": "application/octet-stream",
          "X-CSRF-TOKEN": form.querySelector("input[type=hidden]").value
        },
        body: file
      }).then(function (answer) {
        if (answer.ok) {
          window.location.assign(form.getAttribute("action"));
          return;
        }
        return answer.json().then(function (problem) {
          said.textContent = problem.detail;
        });
      }).catch(function () {
        said.textContent = "It could not be sent. Try it again.";
      });
    });
  });

  // What runs, as long as the page is open; without it the page shows what ran when it was made.
  var live = document.querySelector("[data-events]");
  if (live && window.EventSource) {
    var told;
    var waits;
    var times = 20;
    var listen = function () {
      told = new EventSource(live.getAttribute("data-events"));
      told.addEventListener("runs", function (event) {
        var rows = document.getElementById("runs");
        if (rows) {
          rows.innerHTML = event.data;
        }
      });
      // A browser that was refused does not try again by itself.
      told.addEventListener("error", function () {
        if (told.readyState === 2 && times > 0) {
          times--;
          waits = setTimeout(listen, 15000);
        }
      });
    };
    listen();
    addEventListener("pagehide", function () {
      clearTimeout(waits);
      told.close();
    });
  }
})();
