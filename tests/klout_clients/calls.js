// Every call a client offers, one after the other, each with a key of its own; prints what each gave.
//   node -r ./redirect.js calls.js CLIENT KEY…
"use strict";
const { klout_id: KLOUT_ID, x_id: X_ID, name: NAME } = JSON.parse(process.env.KLOUT_MEMBER);
const [client, ...keys] = process.argv.slice(2);
const module_ = require(require.resolve(client, { paths: [process.env.KLOUT_MODULES] }));
const CALLS = { klout, node_klout, coffee_klout };

function klout(key) {
  module_.configure(key);
  return {
    getKlout: (done) => module_.getKlout(NAME, done),
    getShow: (done) => module_.getShow(`${NAME},nobody`, done),
    getTopics: (done) => module_.getTopics(NAME, done),
    getInfluencedBy: (done) => module_.getInfluencedBy(NAME, done),
    getInfluencerOf: (done) => module_.getInfluencerOf(NAME, done),
    "404": (done) => module_.get("/users/stats", NAME, done),
  };
}

function node_klout(key) {
  const one = new module_(key);
  return {
    "getKloutIdentity name": (done) => one.getKloutIdentity(NAME, done),
    "getKloutIdentity tw": (done) => one.getKloutIdentity(X_ID, "tw", done),
    getSingleKlout: (done) => one.getSingleKlout(NAME, done),
    getUser: (done) => one.getUser(KLOUT_ID, done),
    getUserScore: (done) => one.getUserScore(KLOUT_ID, done),
    getUserTopics: (done) => one.getUserTopics(KLOUT_ID, done),
    getUserInfluence: (done) => one.getUserInfluence(KLOUT_ID, done),
    getUserNetworkHandle: (done) => one.getUserNetworkHandle(KLOUT_ID, done),
    "getUserNetworkHandle tw": (done) => one.getUserNetworkHandle(KLOUT_ID, "tw", done),
    "404": (done) => one.getUser("1", done),
  };
}

function coffee_klout(key) {
  const one = new module_({ key });
  one.baseUri = `${process.env.KLOUT_URL}/v2`;
  const byName = { twitter_screen_name: NAME };
  return {
    "getKloutIdentity name": (done) => one.getKloutIdentity(byName, done),
    "getKloutIdentity tw": (done) => one.getKloutIdentity({ twitter_id: X_ID }, done),
    "getKloutIdentity gp": (done) => one.getKloutIdentity({ google_plus_id: "112975106809988327760" }, done),
    "getKloutIdentity fb": (done) => one.getKloutIdentity({ third_party_id: "100" }, done),
    "getKloutIdentity klout": (done) => one.getKloutIdentity({ klout_id: KLOUT_ID }, done),
    getUser: (done) => one.getUser(KLOUT_ID, done),
    getUserScore: (done) => one.getUserScore(byName, done),
    getUserTopics: (done) => one.getUserTopics({ twitter_id: X_ID }, done),
    getUserInfluence: (done) => one.getUserInfluence(KLOUT_ID, done),
    "404": (done) => one.getUser("1", done),
  };
}

async function main() {
  const told = {};
  for (const name of Object.keys(CALLS[client](""))) {
    told[name] = await called(CALLS[client](keys.shift())[name]);
  }
  const first = Object.keys(told)[0];
  const none = client === "klout" ? "none" : ""; // it sends nothing without a key
  told["403"] = await called(CALLS[client](none)[first]);
  console.log(JSON.stringify(told));
}

function called(call) {
  return new Promise((resolve) =>
    call((error, answer) => resolve(error ? { error: error.message } : { answer })));
}

main();
