import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, mayNavigate, origins, type FrameMove } from '../../../electron/shell/policy.ts';
import { AllowList, assetServer } from '../../../electron/shell/protocol.ts';
import { systemIds } from '../../../electron/platform/ids.ts';
import { encodeUtf8 } from '../../../shared/bytes/utf8.ts';
import { ok } from '../../../shared/result.ts';

const list: AllowList = {
  '/index.html': { file: 'renderer/index.html', type: 'text/html; charset=utf-8' },
  '/sign/index.html': { file: 'renderer/sign/index.html', type: 'text/html; charset=utf-8' },
  '/viewer/index.html': { file: 'renderer/viewer/index.html', type: 'text/html; charset=utf-8' },
  '/assets/main-1.js': { file: 'renderer/assets/main-1.js', type: 'text/javascript; charset=utf-8' },
};

/** A server over a disk that has everything, and remembers what it was asked for. */
function server() {
  const asked: string[] = [];
  const read = async (path: string) => {
    asked.push(path);
    return ok(encodeUtf8(path.endsWith('.html') ? '<meta name="csp-nonce" content="__CSP_NONCE__">' : 'code'));
  };
  return { asked, answer: assetServer({ list, dist: '/dist', files: { read }, ids: systemIds }) };
}

describe('app://', () => {
  test('serves a page with a fresh nonce in its text and in its policy', async () => {
    const { answer } = server();
    const [first, second] = [await answer('GET', 'app://main/'), await answer('GET', 'app://main/')];
    const nonceOf = (page: typeof first) => /content="([^"]+)"/.exec(Buffer.from(page.body!).toString())![1]!;
    expect(first.status).toBe(200);
    expect(first.headers['content-security-policy']).toBe(contentSecurityPolicy(nonceOf(first)));
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });

  test('gives each host its own page and the build’s files, and no other page', async () => {
    const { answer, asked } = server();
    expect((await answer('GET', 'app://sign/')).status).toBe(200);
    expect((await answer('GET', 'app://main/assets/main-1.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await answer('GET', 'app://main/sign/index.html')).status).toBe(404);
    expect((await answer('GET', 'app://sign/index.html')).status).toBe(404);
    expect(asked).toEqual(['/dist/renderer/sign/index.html', '/dist/renderer/assets/main-1.js']);
  });

  test('gives the content frame its page under a policy of its own, and its scripts although its origin is nobody’s', async () => {
    const { answer } = server();
    const [page, script] = [await answer('GET', 'app://content/'), await answer('GET', 'app://content/assets/main-1.js')];
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/; sandbox allow-scripts$/);
    expect([page, script].map(({ headers }) => headers['access-control-allow-origin'])).toEqual(['null', 'null']);
    expect((await answer('GET', 'app://main/assets/main-1.js')).headers['access-control-allow-origin']).toBeUndefined();
    expect([(await answer('GET', 'app://main/viewer/index.html')).status, (await answer('GET', 'app://content/index.html')).status]).toEqual([404, 404]);
  });

  test.each([
    'app://main//etc/passwd', 'app://main/..%2f..%2fetc/passwd', 'app://main/%5c..%5cpackage.json', 'app://main/index.html%00', 'app://main/assets/../../package.json', 'app://other/', 'app://main:80/',
    'app://user@main/', 'file:///etc/passwd', 'https://main/', 'app://main/__proto__', 'app://constructor/', 'app://main/assets', 'not a url',
  ])('answers 404 to %s and reads nothing', async (url) => {
    const { answer, asked } = server();
    expect((await answer('GET', url)).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('answers 404 to every method but GET', async () => {
    const { answer } = server();
    for (const method of ['POST', 'PUT', 'HEAD', 'OPTIONS', 'get']) expect((await answer(method, 'app://main/')).status).toBe(404);
  });

  test('reads nothing outside its list, whatever the URL', async () => {
    const allowed = new Set(Object.values(list).map(({ file }) => `/dist/${file}`));
    await fc.assert(fc.asyncProperty(fc.oneof(fc.webUrl({ validSchemes: ['app'] }), fc.webPath().map((path) => `app://main${path}`), fc.string().map((text) => `app://main/${text}`)), async (url) => {
      const { answer, asked } = server();
      const { status } = await answer('GET', url);
      expect(status === 200 || asked.length === 0).toBe(true);
      expect(asked.every((path) => allowed.has(path))).toBe(true);
    }), { numRuns: 1000 });
  });

  test('an allow-list that points out of the build is refused', () => {
    for (const file of ['renderer/../electron/main.js', '/etc/passwd', 'electron/main.js', 'renderer/a b']) expect(AllowList.safeParse({ '/x': { file, type: 'text/plain' } }).success).toBe(false);
  });
});

describe('the policy', () => {
  test('lets nothing in but the build’s own scripts and this page’s styles', () => {
    const policy = contentSecurityPolicy('abc');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|data:|blob:|https?:|\*/);
  });
});

describe('the content frame', () => {
  const parent = { origin: origins.main, isTop: true };
  const first: FrameMove = { url: 'app://content/', from: '', parent };

  test('may be embedded by the window alone, and runs scripts of the build and nothing else', () => {
    expect(contentSecurityPolicy('abc')).toContain('frame-src app://content;');
    expect(contentSecurityPolicy('abc', 'sign')).not.toContain('frame-src');
    const policy = contentSecurityPolicy('abc', 'content');
    for (const part of ["default-src 'none'", "script-src 'self'", "connect-src 'none'", "worker-src 'none'", 'frame-ancestors app://main', "trusted-types 'none'", 'sandbox allow-scripts']) expect(policy.split('; ')).toContain(part);
    expect(policy).not.toMatch(/unsafe|data:|blob:|https?:|\*|nonce|same-origin|font-src|img-src/);
  });

  test('may go to its page, once', () => {
    expect([mayNavigate(first), mayNavigate({ ...first, from: 'about:blank' })]).toEqual([true, true]);
  });

  test.each<[string, Partial<FrameMove>]>([
    ['again', { from: 'app://content/' }], ['after an error', { from: 'chrome-error://chromewebdata/' }], ['as a window', { parent: null }], ['within a frame', { parent: { ...parent, isTop: false } }],
    ['in the sign window', { parent: { ...parent, origin: origins.sign } }], ['in itself', { parent: { ...parent, origin: 'null' } }],
    ...['app://content/?x', 'app://content/#x', 'app://content', 'app://content/viewer/index.html', 'app://main/', 'app://sign/', 'https://content/', 'about:blank', 'data:text/html,x', 'javascript:1'].map((url): [string, Partial<FrameMove>] => [`to ${url}`, { url }]),
  ])('goes nowhere %s', (_name, parts) => {
    expect(mayNavigate({ ...first, ...parts })).toBe(false);
  });
});
