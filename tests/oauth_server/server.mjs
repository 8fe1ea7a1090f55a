// A network's sign-in, run by a certified server: PKCE enforced, refresh tokens rotated, their second use ends both.
// Told by SETTINGS what to be; says its port on a line. Whoever signs in is the cookie `person`; `consent=no` denies.

import { createServer } from 'node:https';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const settings = JSON.parse(process.env.SETTINGS);
const { Provider } = await import(pathToFileURL(createRequire(`${settings.modules}/`).resolve('oidc-provider')));

const provider = new Provider(settings.issuer, {
  clients: settings.clients,
  routes: settings.routes,
  scopes: settings.scopes,
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
  ttl: { AccessToken: 7200, AuthorizationCode: 60, RefreshToken: 86400, Grant: 86400, Session: 600, Interaction: 600, IdToken: 600 },
  cookies: { keys: ['of the tests'] },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  findAccount: async (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
});
const seen = { refresh_token: 0, authorization_code: 0, revoked: 0 };
provider.on('grant.success', (ctx) => { seen[ctx.oidc.params.grant_type] += 1; });
provider.on('grant.revoked', () => { seen.ended = (seen.ended ?? 0) + 1; });

const cookies = (request) => new URLSearchParams((request.headers.cookie ?? '').replaceAll('; ', '&'));

async function interact(request, response) {
  const { prompt, params, grantId, session } = await provider.interactionDetails(request, response);
  const said = cookies(request);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId: said.get('person') } });
  }
  if (said.get('consent') === 'no') {
    return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no "thanks"' });
  }
  const grant = grantId
    ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const granted = said.get('consent') === 'less' ? settings.less : params.scope;
  grant.addOIDCScope(granted);
  if (granted !== params.scope) grant.rejectOIDCScope(params.scope.split(' ').filter((one) => !granted.includes(one)).join(' '));
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

async function tell(request, response, path) {
  const token = await provider.AccessToken.find((request.headers.authorization ?? '').replace('Bearer ', ''));
  const told = path === settings.own ? settings.people[token?.accountId] : settings.answers[path];
  response.writeHead(token ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(token ? told : { title: 'Unauthorized' }));
}

const serve = provider.callback();
const pem = readFileSync(settings.pem);
const server = createServer({ key: pem, cert: pem }, (request, response) => {
  const path = request.url.split('?')[0];
  if (path === '/seen') return response.end(JSON.stringify(seen));
  if (path === settings.own || path in settings.answers) return tell(request, response, path);
  if (path.startsWith('/interaction/')) {
    return interact(request, response).catch((error) => response.writeHead(500).end(String(error)));
  }
  if (path === settings.routes.revocation) seen.revoked += 1;
  return serve(request, response);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
