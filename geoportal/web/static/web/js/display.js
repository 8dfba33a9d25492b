// In the head, before the first paint: how the reader wants pages to look. It is kept on this device and sent nowhere.
(() => {
  const KEY = "display";
  const CHOICES = {
    size: ["normal", "small", "large", "larger", "largest"],
    theme: ["auto", "light", "dark"],
    contrast: ["auto", "high"],
  };
  const root = document.documentElement;

  function chosen() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY)) ?? {};
      return Object.fromEntries(Object.entries(CHOICES).map(([name, known]) => [name, known.includes(kept[name]) ? kept[name] : known[0]]));
    } catch {
      return { size: "normal", theme: "auto", contrast: "auto" };
    }
  }

  // A sheet with its own wish as `media` holds by the device; a choice puts it on or off.
  function sheet(name, on) {
    const link = document.querySelector(`link[data-sheet="${name}"]`);
    link.media = on === null ? link.dataset.wish : on ? "screen" : "not all";
  }

  function apply(choice) {
    sheet("dark", choice.theme === "auto" ? null : choice.theme === "dark");
    sheet("contrast", choice.contrast === "high" ? true : null);
    root.dataset.size = choice.size;
    root.dataset.theme = choice.theme;
    root.dataset.contrast = choice.contrast;
  }

  function keep(choice) {
    try {
      if (Object.entries(CHOICES).every(([name, known]) => choice[name] === known[0])) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(choice));
    } catch {
      // Then it holds for this page only.
    }
    apply(choice);
    document.dispatchEvent(new CustomEvent("display:changed", { detail: choice }));
  }

  root.dataset.scripted = "";
  apply(chosen());
  globalThis.display = { chosen, keep };
})();
