// Right after the alerts, before they are painted: those that were closed on this device stay away; the others can be closed.
(() => {
  const KEY = "closed-alerts";
  const MOST = 20;

  function closed() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  function close(alert) {
    alert.hidden = true;
    try {
      localStorage.setItem(KEY, JSON.stringify([alert.dataset.alert, ...closed()].slice(0, MOST)));
    } catch {
      // Then it is back on the next page.
    }
    document.getElementById("main").focus();
  }

  for (const alert of document.querySelectorAll("[data-alert]")) {
    alert.hidden = closed().includes(alert.dataset.alert);
    const button = alert.querySelector("[data-close-alert]");
    button.hidden = false;
    button.addEventListener("click", () => close(alert));
  }
})();
