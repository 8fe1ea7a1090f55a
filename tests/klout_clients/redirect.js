// Loaded before a client (node -r): the host that is written into its code is ours. Nothing else is changed.
"use strict";
const http = require("http");
const ours = new URL(process.env.KLOUT_URL);

for (const name of ["request", "get"]) {
  const original = http[name];
  http[name] = (options, ...rest) => {
    if (/^api\.klout\.com(:|$)/.test(options.hostname || options.host)) {
      options.host = options.hostname = ours.hostname;
      options.port = ours.port;
    }
    return original.call(http, options, ...rest);
  };
}
