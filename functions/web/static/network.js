// Networks on the page: a title and a hue; one without a hue of its own is grey and relies on its label.

const TITLES = { mastodon: "Mastodon", bluesky: "Bluesky", github: "GitHub" };

export const titleOf = (network) => TITLES[network] ?? network.charAt(0).toUpperCase() + network.slice(1);
export const hueOf = (network) => (network in TITLES ? `n-${network}` : "n-other");
export const inkOf = (network) => `var(--${hueOf(network)})`;
export const namesOf = (networks) => [...new Set(networks.map((each) => each.network))];
