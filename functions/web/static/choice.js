// Language and theme live in the address and nowhere else; every link of ours carries them on.

const CHOICES = ["lang", "theme"];

export function kept() {
  const query = new URLSearchParams(location.search);
  const chosen = new URLSearchParams(CHOICES.filter((key) => query.get(key)).map((key) => [key, query.get(key)]));
  return chosen.size ? `?${chosen}` : "";
}

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

// Links and forms that were written before the theme changed.
function carry(theme) {
  for (const link of document.querySelectorAll('a[href^="/"]')) {
    const address = new URL(link.href);
    if (address.pathname.endsWith(".json")) continue;
    address.searchParams.set("theme", theme);
    link.href = address.pathname + address.search + address.hash;
  }
  for (const form of document.querySelectorAll("form")) {
    const field = form.elements.theme ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "theme" }));
    field.value = theme;
  }
}

export function themeButton(button) {
  button.hidden = false;
  button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    button.setAttribute("aria-pressed", theme === "dark");
    const address = new URL(location.href);
    address.searchParams.set("theme", theme);
    history.replaceState(null, "", address);
    carry(theme);
  });
}
