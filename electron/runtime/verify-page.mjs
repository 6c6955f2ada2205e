// Makes the page that verifies packets: one HTML file with its script, style and fonts in it, and a policy that lets it run exactly these
// and reach nothing. The same sources give the same bytes, wherever the checkout lies.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Stop, inProject } from './project.mjs';

/** The file's name in dist/verify/. */
export const verifyPageName = 'countersign-verify.html';

// Browsers of strangers: Chromium 111, Firefox 115, Safari 16.4 and newer.
const target = ['chrome111', 'firefox115', 'safari16.4'];

const hashSource = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may do: run this one script, use this one style and the fonts in it. It can load, send and embed nothing. */
export function verifyPagePolicy(script, style) {
  return [
    "default-src 'none'", `script-src ${hashSource(script)}`, `style-src ${hashSource(style)}`, 'font-src data:', "img-src 'none'", "connect-src 'none'", "worker-src 'none'", "frame-src 'none'", "object-src 'none'",
    "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
  ].join('; ');
}

// The build asks the environment, and its answer would be in the bytes.
async function inProduction(work) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** The page as text, from the sources below `root`. */
export async function verifyPage({ root = inProject(), plugins = [] } = {}) {
  const vite = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  const folder = path.join(root, 'renderer', 'verify-page');
  const { output } = await inProduction(() => vite.build({
    root: path.join(root, 'renderer'),
    configFile: false,
    logLevel: 'error',
    plugins: [...plugins, react()],
    define: { 'process.env.NODE_ENV': '"production"' },
    // Names without a hash of where the file lies.
    css: { modules: { generateScopedName: (name, file) => `${path.basename(file).split('.')[0]}-${name}` } },
    build: {
      write: false,
      target,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: path.join(folder, 'main.tsx'), output: { format: 'iife', codeSplitting: false } },
    },
  }));
  const scripts = output.filter((item) => item.type === 'chunk');
  const styles = output.filter((item) => item.type === 'asset');
  if (scripts.length !== 1 || styles.length !== 1 || !styles[0].fileName.endsWith('.css')) throw new Stop(`The page that verifies packets came in more parts than a script and a style: ${output.map(({ fileName }) => fileName).join(', ')}`);
  // Inside an element's text these two would end it or hide what follows.
  const script = scripts[0].code.trim().replaceAll(/<(?=\/script|!--)/gi, '\\x3C');
  const style = String(styles[0].source).trim();
  if (/<\/style/i.test(style)) throw new Stop('A style of the page that verifies packets would end its element.');
  const parts = { policy: verifyPagePolicy(script, style), style, script };
  return readFileSync(path.join(folder, 'shell.html'), 'utf8').replaceAll(/\{(policy|style|script)\}/g, (_, part) => parts[part]);
}
