/**
 * The fences: who may import whom, what shared may not know, and where time, randomness and the disk are read.
 * docs/architecture.md has the picture; test/architecture/fences.test.ts plants a violation of each rule.
 */
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

// Arrows. A room is a folder; `<folder> files` are those directly in it, beside its rooms. A room that is not listed is
// refused, and so is an import that leads to no file.

const core = 'shared files';
const shared = {
  'shared/bytes': [],
  'shared/dossier': ['shared/bytes'],
  'shared/annotation': ['shared/bytes', 'shared/dossier'],
  'shared/evidence': ['shared/bytes', 'shared/dossier'],
  'shared/risk': ['shared/bytes', 'shared/dossier'],
  'shared/board': ['shared/bytes', 'shared/dossier', 'shared/evidence', 'shared/risk'],
  'shared/events': ['shared/bytes', 'shared/dossier', 'shared/annotation', 'shared/evidence', 'shared/risk', 'shared/board'],
  'shared/commands': ['shared/bytes', 'shared/dossier', 'shared/annotation', 'shared/evidence', 'shared/risk', 'shared/board', 'shared/events'],
  'shared/charts': ['shared/dossier', 'shared/evidence', 'shared/risk', 'shared/copy'],
  'shared/copy': ['shared/bytes'],
  'shared/packet': ['shared/bytes', 'shared/dossier', 'shared/annotation', 'shared/evidence', 'shared/risk', 'shared/board', 'shared/events', 'shared/charts', 'shared/copy'],
  'shared/ipc': ['shared/bytes', 'shared/dossier', 'shared/annotation', 'shared/evidence', 'shared/risk', 'shared/board', 'shared/events', 'shared/commands', 'shared/packet'],
};

/** Rooms whose shapes a room may name without using them: copy has words for what others define. */
const typesOnly = { 'shared/copy': Object.keys(shared) };

const everyShared = [core, ...Object.keys(shared)];
const machine = ['electron/platform', ...everyShared];
const electron = {
  'electron/platform': everyShared,
  'electron/vault': machine,
  'electron/keys': machine,
  // An exchange is between the vault and a store: it needs the vault's own order and reach, not a port of it.
  'electron/sync': [...machine, 'electron/vault'],
  'electron/parser': machine,
  'electron/dossier': [...machine, 'electron/parser'],
  'electron/packet': machine,
  'electron/ipc': machine,
  'electron/shell': [...machine, 'electron/ipc', 'electron/settings'],
  'electron/settings': machine,
  'electron/preloads': everyShared,
  // What follows composes: it joins the rooms above into what people do.
  'electron/board': [...machine, 'electron/keys', 'electron/vault', 'electron/sync', 'electron/dossier', 'electron/packet'],
};
const composing = [...Object.keys(electron), 'electron/handlers', 'electron/cli', 'electron/sample', 'electron files', ...everyShared];
for (const room of ['electron/handlers', 'electron/cli', 'electron/sample', 'electron files']) electron[room] = composing;

const parts = ['renderer/bridge', 'renderer/content', 'renderer/search', 'renderer/queries', 'renderer/components', 'renderer/theme', 'renderer routes', ...everyShared];
const renderer = {
  'renderer/theme': everyShared,
  'renderer routes': everyShared,
  'renderer/components': ['renderer/theme', 'renderer routes', ...everyShared],
  'renderer/bridge': everyShared,
  'renderer/content': everyShared,
  // The search worker and what it is made of: it has no window.
  'renderer/search': everyShared,
  // The page of the content frame: another origin, another process, nothing of the window but what the two say to each other.
  'renderer/viewer': ['renderer/content', ...everyShared],
  'renderer/projection': ['renderer/bridge', ...everyShared],
  'renderer/queries': ['renderer/bridge', 'renderer/content', 'renderer/search', 'renderer/projection', 'renderer routes', ...everyShared],
  'renderer tabs': parts,
  'renderer/features': ['renderer tabs', ...parts],
  'renderer/frame': parts,
  'renderer/sign': ['renderer/components', 'renderer/theme', 'renderer/bridge', ...everyShared],
  // A page by itself, for strangers: what it shows with, and the verifier. Nothing of the window, its bridge or its record.
  'renderer/verify-page': ['renderer/components', 'renderer/theme', ...everyShared],
  'renderer files': ['renderer/projection', 'renderer tabs', 'renderer/features', 'renderer/frame', ...parts],
};

const arrows = { [core]: [], ...shared, ...electron, ...renderer };
for (const room of Object.keys(shared)) arrows[room] = [core, ...arrows[room]];

/** Files directly in a folder, as categories: an element is always a folder. The first pattern that fits counts. */
const looseFiles = [
  { category: 'electron/preloads', pattern: 'electron/*preload.ts' },
  { category: 'electron/settings', pattern: 'electron/settings.ts' },
  { category: 'renderer routes', pattern: 'renderer/route.ts' },
  { category: 'renderer tabs', pattern: 'renderer/dossier-tab.ts' },
  ...['shared', 'electron', 'renderer', 'test'].map((name) => ({ category: `${name} files`, pattern: `${name}/*.{ts,tsx}` })),
];
const isLoose = (name) => looseFiles.some(({ category }) => category === name);
const folders = Object.keys(arrows).filter((name) => !isLoose(name) && name !== 'renderer/features');
const target = (names) => [
  ...names.filter((name) => isLoose(name)).map((name) => ({ file: { categories: name } })),
  { element: { types: { anyOf: names.filter((name) => !isLoose(name)) } } },
];
const source = (name) => (isLoose(name) ? { file: { categories: name } } : { element: { types: name } });

const importRules = {
  'boundaries/dependencies': ['error', {
    default: 'disallow',
    message: 'this room may not import that one: docs/architecture.md has the arrows',
    policies: [
      ...Object.entries(arrows).map(([name, allowed]) => ({ from: source(name), allow: { to: target([name, ...allowed]) } })),
      ...Object.entries(typesOnly).map(([name, allowed]) => ({ from: source(name), allow: { to: target(allowed), dependency: { kind: 'type' } } })),
      { from: { element: { types: 'renderer/features' } }, disallow: { to: { element: { types: 'renderer/features' } } } },
      { from: { element: { types: 'renderer/features' } }, allow: { to: { element: { types: 'renderer/features', captured: { feature: '{{ from.element.captured.feature }}' } } } } },
    ],
  }],
  'boundaries/no-unknown-dependencies': 'error',
  'boundaries/no-unknown-files': 'error',
};

// Words and modules. Options of a rule replace each other from block to block, so each area gets its whole list from these.

const message = (text) => `${text} (docs/architecture.md)`;
const carriesExtension = { regex: '^\\.{1,2}/(?!.*\\.(?:tsx?|m?js|css|json|svg|woff2?)(?:\\?[a-z]+)?$)', message: message('An import carries its file\'s extension: without it no fence sees it.') };
/** Only these packages; `allowed` are regular expressions. */
const onlyPackages = (allowed, why) => ({ regex: `^(?!\\.)(?!(?:${allowed.join('|')})$)`, message: message(why) });
const modules = (...patterns) => ['error', { patterns: [carriesExtension, ...patterns] }];

const everywhere = [
  { selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]', message: message('Things are exported by their name, not as a default.') },
  { selector: 'TSImportType', message: message('A type is imported at the top of the file, where the fences see it.') },
  { selector: 'TSEnumDeclaration, TSModuleDeclaration[kind="namespace"]', message: message('Types are erased: unions instead of enums and namespaces.') },
];
const clock = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]', message: message('The time comes through the clock port.') },
];
/** The same figures and the same order on every machine. */
const locale = [{ selector: 'MemberExpression[property.name=/^(?:toLocale\\w*|localeCompare)$/], Identifier[name="Intl"]', message: message('Nothing depends on the machine\'s locale: copy writes figures and days.') }];
const syntax = (...more) => ['error', ...everywhere, ...more];
const stopwatch = { object: 'performance', property: 'now', message: message('The time comes through the clock port.') };
const timeAndChance = [
  { object: 'Date', property: 'now', message: message('The time comes through the clock port.') },
  { object: 'Math', property: 'random', message: message('Randomness comes through the ids port.') },
  ...['crypto', 'webcrypto'].flatMap((object) => ['getRandomValues', 'randomUUID'].map((property) => ({ object, property, message: message('Randomness comes through the ids port.') }))),
];

/** What shared may use from npm: each works without Node and without a browser, and its types bring in neither's globals. */
const sharedPackages = ['zod', 'yaml', 'asn1js', 'pkijs', 'fflate', '@noble/hashes/[a-z0-9]+\\.js', '@peculiar/x509', 'reflect-metadata', 'csv-parse/browser/esm/sync', 'saxes', 'markdown-it'];

const disk = { regex: '^(?:node:)?fs(?:/promises)?$', message: message('Files are read and written through the file port.') };
const chance = {
  regex: '^(?:node:)?crypto$', importNames: ['randomBytes', 'randomUUID', 'randomInt', 'randomFill', 'randomFillSync', 'getRandomValues', 'default'],
  message: message('Randomness comes through the ids port.'),
};
const electronModule = { regex: '^electron(?:/|$)', message: message('Only the shell, the router, the preloads and the keys\' own edge know Electron.') };
const bareChannels = { regex: '^electron(?:/|$)', importNames: ['ipcMain', 'ipcRenderer', 'default'], message: message('Messages go through electron/ipc and the preloads.') };
const wholeModule = { selector: 'ImportDeclaration[source.value=/^(node:crypto|crypto|electron)$/] > ImportNamespaceSpecifier', message: message('Names are imported one by one, where the fences see them.') };
const insideElectron = [...clock, wholeModule];

/**
 * Words that a person reads stand in shared/copy, where another language can take their place: none as a text between tags, in what names or
 * explains an element, in a property that a component shows, or as a sentence anywhere.
 */
const wordsElsewhere = (() => {
  const why = message('Words that a person reads stand in shared/copy.');
  const letters = '/[A-Za-z]{2}/';
  const shown = ['Literal', 'ConditionalExpression > Literal', 'ConditionalExpression > ConditionalExpression > Literal', 'LogicalExpression > Literal']
    .flatMap((path) => [`${path}[value=${letters}]`, `${path.replace('Literal', 'TemplateLiteral')} > TemplateElement[value.raw=${letters}]`]);
  const named = '/^(?:aria-label|aria-description|aria-roledescription|aria-valuetext|title|label|placeholder|alt|description|heading|sentence|detail|note|words|hint|caption|problem|empty)$/';
  const kept = '/^(?:label|title|words|heading|text|sentence|description|detail|meaning|said|hint|empty|reason)$/';
  return [
    `JSXText[value=${letters}]`,
    `JSXAttribute[name.name=${named}] > Literal[value=${letters}]`,
    ...shown.flatMap((path) => [`JSXAttribute[name.name=${named}] > JSXExpressionContainer > ${path}`, `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > ${path}`, `Property[key.name=${kept}] > ${path}`]),
    // The reason for a defect goes into the local log.
    ':not(NewExpression) > Literal[value=/^[A-Z][a-z’]+,? [a-z]{2}/]',
    ':not(NewExpression) > TemplateLiteral > TemplateElement[value.raw=/[a-z]{2}[,.;:]? [a-z]{2,}/]',
  ].map((selector) => ({ selector, message: why }));
})();

const liveQueries = { regex: '^dexie', message: message('Only the projection and the queries know the database.') };
const outsideMachine = { regex: '^(?:node:|electron(?:/|$))', message: message('The window asks main; it does not touch the machine.') };

const plain = Object.fromEntries([
  'no-eval', 'no-new-func', 'no-new-wrappers', 'no-var', 'prefer-const', 'no-debugger', 'no-empty-pattern', 'no-cond-assign', 'no-self-compare', 'no-unsafe-finally', 'no-constant-condition',
  'no-loss-of-precision', 'no-useless-escape',
].map((rule) => [rule, 'error']));
plain['eqeqeq'] = ['error', 'always', { null: 'ignore' }];

/** The whole configuration. Rules that need types cost most of the time and can be left out. */
export function fences({ typed = true } = {}) {
  return [
    { ignores: ['dist/', 'release/', '.cache/', 'node_modules/', '**/*.d.mts', '**/*.d.ts', 'test/app/report/', 'test-results/'] },
    { linterOptions: { reportUnusedDisableDirectives: 'error' } },
    {
      files: ['**/*.{ts,tsx}'],
      plugins: { '@typescript-eslint': tseslint.plugin, boundaries },
      languageOptions: { parser: tseslint.parser, parserOptions: typed ? { projectService: { allowDefaultProject: ['*.ts'] }, tsconfigRootDir: root } : {} },
      settings: {
        'boundaries/root-path': root,
        'boundaries/elements': [
          ...folders.map((type) => ({ type, pattern: type, partialMatch: false })),
          { type: 'renderer/features', pattern: 'renderer/features/*', capture: ['feature'], partialMatch: false },
          { type: 'test', pattern: 'test/*', partialMatch: false },
        ],
        'boundaries/files': looseFiles,
        'boundaries/files-single-match': true,
        'boundaries/ignore': ['*.config.ts'],
        'boundaries/legacy-templates': false,
        'import/resolver': { node: { extensions: ['.ts', '.tsx', '.mjs'] } },
      },
      rules: {
        '@typescript-eslint/no-restricted-imports': modules(),
        'no-restricted-syntax': syntax(),
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/no-require-imports': 'error',
        '@typescript-eslint/triple-slash-reference': ['error', { lib: 'never', path: 'never', types: 'never' }],
        '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
        ...plain,
        ...(typed ? { '@typescript-eslint/no-floating-promises': 'error' } : {}),
      },
    },
    { files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}'], rules: importRules },
    {
      files: ['shared/**/*.ts'],
      rules: {
        '@typescript-eslint/no-restricted-imports': modules(onlyPackages(sharedPackages, 'shared has a list of packages; this is not on it.')),
        'no-restricted-syntax': syntax(...clock, ...locale, { selector: 'ImportExpression', message: message('shared loads nothing while it runs.') }),
        'no-restricted-properties': ['error', stopwatch, ...timeAndChance],
        'no-restricted-globals': ['error', ...['console', 'process', 'globalThis', 'window', 'document', 'navigator', 'fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'Buffer', 'performance', 'localStorage', 'indexedDB']
          .map((name) => ({ name, message: message('shared knows no platform.') }))],
      },
    },
    {
      files: ['electron/**/*.ts'],
      rules: {
        '@typescript-eslint/no-restricted-imports': modules(disk, chance, electronModule),
        'no-restricted-syntax': syntax(...insideElectron),
        'no-restricted-properties': ['error', stopwatch, ...timeAndChance],
      },
    },
    // The edge to Electron: windows, the router, the preloads, the keychain and the signer process.
    { files: ['electron/shell/**/*.ts', 'electron/handlers/**/*.ts', 'electron/*.ts', 'electron/keys/{safe-storage,signer-fork}.ts'], rules: { '@typescript-eslint/no-restricted-imports': modules(disk, chance, bareChannels) } },
    { files: ['electron/ipc/**/*.ts', 'electron/*preload.ts'], rules: { '@typescript-eslint/no-restricted-imports': modules(disk, chance) } },
    // The folder of the window's own data must be there before Electron starts, which only a synchronous call is in time for;
    // ipcMain goes to the router as a port.
    { files: ['electron/main.ts'], rules: { '@typescript-eslint/no-restricted-imports': modules(chance) } },
    // How long ago a window crashed is no time of the record.
    { files: ['electron/shell/**/*.ts'], rules: { 'no-restricted-properties': ['error', ...timeAndChance] } },
    // A listening socket is the lock, and a socket's name is no file that the file port could read or write.
    { files: ['electron/vault/lock.ts'], rules: { '@typescript-eslint/no-restricted-imports': modules(chance, electronModule) } },
    {
      files: ['electron/platform/**/*.ts'],
      rules: { '@typescript-eslint/no-restricted-imports': modules(electronModule), 'no-restricted-syntax': syntax(), 'no-restricted-properties': 'off' },
    },
    {
      files: ['renderer/**/*.{ts,tsx}'],
      plugins: { 'react-hooks': reactHooks },
      rules: {
        ...reactHooks.configs.recommended.rules,
        // Loading what an id names starts by forgetting what the last one named.
        'react-hooks/set-state-in-effect': 'off',
        // Nothing compiles the components, so what the compiler could not is no trouble.
        'react-hooks/incompatible-library': 'off',
        '@typescript-eslint/no-restricted-imports': modules(outsideMachine, liveQueries),
        'no-restricted-syntax': syntax({ selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: message('Text from a dossier is never markup.') }, ...wordsElsewhere),
      },
    },
    { files: ['renderer/{projection,queries}/**/*.{ts,tsx}'], rules: { '@typescript-eslint/no-restricted-imports': modules(outsideMachine) } },
    // The runners load their own files as defaults; a type may be imported in place to mock a module.
    { files: ['*.config.ts', 'test/app/screen.ts'], rules: { 'no-restricted-syntax': 'off' } },
    // That the window refuses to make code from text is tried with code from text.
    { files: ['test/app/**'], rules: { 'no-eval': 'off', 'no-new-func': 'off' } },
    { files: ['**/*.{js,mjs}'], rules: plain },
  ];
}

export default fences();
