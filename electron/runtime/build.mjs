// `npm run build`: turns the sources into dist/. Each target is rebuilt only when something it is made from has changed.
//
//   dist/renderer/               the window's pages
//   dist/electron/main.js        the main process (ES module), signer.js its utility process
//   dist/electron/preload.cjs    the window's preload, sign-preload.cjs that of the sign window (CommonJS: both are sandboxed)
//   dist/electron/assets.json    what the app:// protocol may serve: URL path -> { file (below dist/), type }
//   dist/cli/countersign.js      the command line, for plain Node, with a part for each command beside it; parser.js reads evidence for it, token.js visits tokens
//   both                         pkcs11.node, the native part that reaches tokens, where it was built (addon.mjs); it is loaded when wanted
//   dist/verify/                 the page that verifies packets, one file
//   dist/assets/                 fonts for packets, icons, checklists and the sample, as in assets/
//
// `--language=de` takes the words from shared/copy/languages/de. `--pseudo` makes .cache/pseudo/, the app with accented words in its
// window: for tests, never shipped.
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { addonLicence, builtAddon } from './addon.mjs';
import { onRecentNode } from './node.mjs';
import { Stop, exists, inCache, inProject, main, readJson } from './project.mjs';
import { verifyPage, verifyPageName } from './verify-page.mjs';
import { languageTree, pseudoLanguage } from './words.mjs';

const stampFile = inProject('dist', 'stamps.json');

// Electron 33, the oldest that runs the app from a checkout, has Chromium 130 and Node 20.
const rendererTarget = 'chrome130';
const nodeTarget = 'node20';

const targets = {
  electron: {
    sources: ['electron', 'shared'],
    programs: [
      { entry: 'electron/main.ts', file: 'main.js' },
      { entry: 'electron/preload.ts', file: 'preload.cjs' },
      { entry: 'electron/sign-preload.ts', file: 'sign-preload.cjs' },
      { entry: 'electron/keys/signer-process.ts', file: 'signer.js' },
      { entry: 'electron/packet/paper-process.ts', file: 'paper.js' },
    ],
  },
  cli: {
    sources: ['electron', 'shared'],
    programs: [
      { entry: 'electron/cli/countersign.ts', file: 'countersign.js', command: true },
      { entry: 'electron/parser/parser-process.ts', file: 'parser.js' },
      { entry: 'electron/keys/token-process.ts', file: 'token.js' },
    ],
  },
  renderer: { sources: ['renderer', 'shared', 'assets/fonts'], pages: ['renderer/index.html', 'renderer/sign/index.html', 'renderer/viewer/index.html'] },
  verify: { sources: ['renderer/verify-page', 'renderer/components', 'renderer/theme', 'shared', 'assets/fonts'] },
  assets: { sources: ['assets'] },
};

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else yield file;
  }
}

// A hash over the names and bytes of everything a target is made from, this script and the lockfile included.
function fingerprint(sources, words) {
  const hash = createHash('sha256').update(`${words}\0`);
  const files = [fileURLToPath(import.meta.url), inProject('electron', 'runtime', 'words.mjs'), inProject('electron', 'runtime', 'verify-page.mjs'), inProject('package-lock.json')];
  for (const source of sources) {
    if (!exists(inProject(source))) continue;
    for (const file of filesBelow(inProject(source))) {
      if (!/\.(md|mjs)$|tsconfig\.json$/.test(file)) files.push(file);
    }
  }
  if (sources.includes('electron') && exists(builtAddon)) files.push(builtAddon);
  for (const file of files) hash.update(`${path.relative(inProject(), file)}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

async function buildProgram(vite, { entry, file, command }, into, plugins) {
  const isCommonJs = file.endsWith('.cjs');
  await vite.build({
    root: inProject(),
    configFile: false,
    logLevel: 'warn',
    plugins,
    // Dependencies go into the file, so that what is staged, packaged or copied runs without node_modules.
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    resolve: { conditions: ['node', 'import', 'module', 'default'] },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      ssr: inProject(entry),
      outDir: into,
      emptyOutDir: false,
      copyPublicDir: false,
      target: nodeTarget,
      minify: false,
      rolldownOptions: {
        external: [/^electron(\/|$)/],
        // The command line loads each command when it is wanted; everything else is one file.
        output: { format: isCommonJs ? 'cjs' : 'es', entryFileNames: file, ...(command ? { chunkFileNames: '[name]-[hash].js' } : { codeSplitting: false }) },
      },
    },
  });
  const built = path.join(into, file);
  if (command) {
    const text = readFileSync(built, 'utf8');
    if (!text.startsWith('#!')) writeFileSync(built, `#!/usr/bin/env node\n${text}`);
    chmodSync(built, 0o755);
  }
}

// pdfkit reads its colour profile from a folder beside the file that it runs in.
function copyPdfkitData(into) {
  const profile = 'sRGB_IEC61966_2_1.icc';
  mkdirSync(path.join(into, 'data'), { recursive: true });
  cpSync(inProject('node_modules', 'pdfkit', 'js', 'data', profile), path.join(into, 'data', profile));
}

async function buildPages(vite, pages, into, plugins) {
  const { default: react } = await import('@vitejs/plugin-react');
  await vite.build({
    root: inProject('renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [...plugins, react()],
    // What a PDF may lean on is part of the scripts: the content frame may load nothing.
    assetsInclude: ['**/*.pfb', '**/*.bcmap'],
    build: {
      outDir: into,
      emptyOutDir: true,
      target: rendererTarget,
      // The content security policy has no data: fonts or scripts and no inline code, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: pages.map((page) => inProject(page)) },
    },
  });
  for (const file of filesBelow(into)) {
    if (!file.endsWith('.html')) continue;
    const inline = readFileSync(file, 'utf8').match(/<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|\son\w+\s*=/i);
    if (inline) throw new Stop(`${path.relative(into, file)} would need inline code, which the content security policy refuses: ${inline[0].trim()}`);
  }
}

// The decoders of old picture formats, which pdf.js asks for by these names; its faster ones are WebAssembly, which no page may run.
// And the licences of what pdf.js brings: decoders, fonts and encoding tables, which ask to be named where they are given on.
function copyBesideViewer(into) {
  const from = (...parts) => inProject('node_modules', 'pdfjs-dist', ...parts);
  const arimo = inProject('node_modules', '@expo-google-fonts', 'arimo', 'LICENSE_FONT');
  for (const name of ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js']) cpSync(from('wasm', name), path.join(into, 'viewer', name));
  const licences = ['LICENSE', 'cmaps/LICENSE', 'standard_fonts/LICENSE_FOXIT', 'wasm/LICENSE_JBIG2', 'wasm/LICENSE_OPENJPEG', 'wasm/LICENSE_PDFJS_JBIG2', 'wasm/LICENSE_PDFJS_OPENJPEG'];
  writeFileSync(path.join(into, 'viewer', 'licences.txt'), [...licences.map((name) => [name, from(name)]), ['Arimo', arimo]].map(([name, file]) => `${name}\n\n${readFileSync(file, 'utf8').trim()}\n`).join('\n\n'));
}

async function buildTarget(name, into, plugins) {
  const { programs = [], pages = [] } = targets[name];
  const entries = [...programs.map(({ entry }) => entry), ...pages];
  for (const entry of entries.filter((item) => !exists(inProject(item)))) console.error(`Skipped ${entry}: there is no such file.`);
  mkdirSync(into, { recursive: true });
  if (name === 'assets') {
    // The window has its fonts from its own build; the packet writer wants the .woff files.
    cpSync(inProject('assets'), into, { recursive: true, filter: (file) => !file.endsWith('.woff2') });
    return;
  }
  if (name === 'verify') {
    writeFileSync(path.join(into, verifyPageName), await verifyPage({ plugins }));
    return;
  }
  const vite = await import('vite');
  const presentPages = pages.filter((page) => exists(inProject(page)));
  if (presentPages.length > 0) {
    await buildPages(vite, presentPages, into, plugins);
    copyBesideViewer(into);
  }
  for (const program of programs.filter(({ entry }) => exists(inProject(entry)))) await buildProgram(vite, program, into, plugins);
  if (programs.length > 0) copyPdfkitData(into);
  if (programs.length > 0 && exists(builtAddon)) {
    cpSync(builtAddon, path.join(into, 'pkcs11.node'));
    cpSync(addonLicence, path.join(into, 'pkcs11.node.LICENSE.txt'));
  }
}

const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

// The allow-list of the app:// protocol: every file of the window's build, nothing else.
function writeAllowList(dist) {
  const folder = path.join(dist, 'renderer');
  if (!exists(folder) || !exists(path.join(dist, 'electron'))) return;
  const list = {};
  for (const file of filesBelow(folder)) {
    const type = contentTypes[path.extname(file)];
    if (!type) throw new Stop(`${path.relative(folder, file)} has no content type in electron/runtime/build.mjs.`);
    const name = path.relative(folder, file).split(path.sep).join('/');
    list[`/${name}`] = { file: `renderer/${name}`, type };
  }
  replaceFile(path.join(dist, 'electron', 'assets.json'), `${JSON.stringify(list, undefined, 2)}\n`);
}

function replaceFile(file, text) {
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

// Puts the new folder where the old one was; a process that still reads the old one keeps its open files.
function replaceFolder(from, to) {
  const old = `${from}-old`;
  mkdirSync(path.dirname(to), { recursive: true });
  if (exists(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

/**
 * Builds what is out of date among `names` (`electron`, `cli`, `renderer`, `verify`, `assets`; all by default) and says how long each took;
 * `quiet` says nothing, `language` takes other words than the English ones. Needs node_modules.
 */
export async function build(names = Object.keys(targets), { quiet = false, language = null } = {}) {
  const plugins = language === null ? [] : [languageTree(language)];
  const stamps = readJson(stampFile) ?? {};
  const stale = names.filter((name) => {
    const folder = inProject('dist', name);
    targets[name].fingerprint = fingerprint(targets[name].sources, language);
    return stamps[name] !== targets[name].fingerprint || !exists(folder);
  });
  const took = await Promise.all(
    stale.map(async (name) => {
      const startedMs = performance.now();
      const into = inCache(`build-${name}-${process.pid}`);
      try {
        await buildTarget(name, into, plugins);
        replaceFolder(into, inProject('dist', name));
      } finally {
        rmSync(into, { recursive: true, force: true });
      }
      return `${name} ${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
    }),
  );
  if (stale.length > 0) {
    writeAllowList(inProject('dist'));
    const fresh = Object.fromEntries(stale.map((name) => [name, targets[name].fingerprint]));
    replaceFile(stampFile, JSON.stringify({ ...readJson(stampFile), ...fresh }));
  }
  if (!quiet) console.log(took.length > 0 ? `Built ${took.join(', ')}.` : 'Built: nothing had changed.');
}

/** Makes the app with accented words in its window, from the build as it is; answers its folder, which the app is started from. */
export async function buildPseudo() {
  const app = inCache('pseudo');
  const stamp = path.join(app, 'stamp.json');
  const made = { renderer: fingerprint(targets.renderer.sources, 'pseudo'), electron: fingerprint(targets.electron.sources, null) };
  if (JSON.stringify(readJson(stamp)) === JSON.stringify(made)) return app;
  const into = inCache(`pseudo-${process.pid}`);
  try {
    for (const part of ['package.json', 'dist/electron', 'dist/assets']) cpSync(inProject(part), path.join(into, part), { recursive: true });
    await buildTarget('renderer', path.join(into, 'dist', 'renderer'), [pseudoLanguage()]);
    writeAllowList(path.join(into, 'dist'));
    writeFileSync(path.join(into, 'stamp.json'), JSON.stringify(made));
    replaceFolder(into, app);
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
  return app;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  onRecentNode();
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  const language = words.find((word) => word.startsWith('--language='))?.slice('--language='.length) ?? null;
  await main(async () => {
    await build(names.length > 0 ? names : undefined, { language });
    if (words.includes('--pseudo')) console.log(`Built with accented words: ${await buildPseudo()}`);
  });
}
