// Vite plugins that put other words in the place of the English ones. Everything that a person reads comes from shared/copy, so another
// language is another tree of the same modules, and the build takes it from there; a language made up for tests shows what doesn't.
import path from 'node:path';
import { Stop, exists, inProject } from './project.mjs';

const english = inProject('shared', 'copy');
const moduleName = (id) => path.relative(english, id).split(path.sep).join('/');

/** The module of shared/copy that an id names, or `undefined`; the trees of other languages are no part of it. */
function copyModule(id) {
  const name = moduleName(id.replace(/\?.*$/, ''));
  return /(?<!\.d)\.ts$/.test(name) && !name.startsWith('../') && !name.startsWith('languages/') ? name : undefined;
}

/**
 * Takes the words from shared/copy/languages/<language>: each module there stands for the one of the same name. One that is missing
 * ends the build; that none of its words is missing, the compiler says (shared/copy/README.md).
 */
export function languageTree(language, trees = path.join(english, 'languages')) {
  const tree = path.join(trees, language);
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(language) || !exists(tree)) throw new Stop(`There are no words in ${language}: shared/copy/languages/${language} does not exist.`);
  return {
    name: 'language-tree',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      // A module of the tree may use the English one that it stands for: what is no word is the same in every language.
      if (importer === undefined || importer.startsWith(tree)) return null;
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      const name = found && copyModule(found.id);
      if (!name) return null;
      const own = path.join(tree, name);
      if (!exists(own)) throw new Stop(`shared/copy/${name} has no counterpart in ${language}.`);
      return own;
    },
  };
}

const accents = Object.fromEntries([...'AÁ BƁ CÇ DÐ EÉ GĞ HĤ IÍ JĴ KĶ LĹ NÑ OÓ RŔ SŠ TŤ UÚ WŴ YÝ ZŽ aá bƀ cç dð eé gğ hĥ ií jĵ kķ lĺ nñ oó rŕ sš tť uú wŵ yý zž'.matchAll(/(\w)(\S)/g)].map(([, plain, accented]) => [plain, accented]));

/** The same text with accents, and about a third longer: each vowel stands twice. */
export function accented(text) {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const sign = accents[letter] ?? letter;
    return /[aeiou]/.test(letter) ? sign + sign : sign;
  });
}

// What asks about a text or takes it apart, instead of showing it.
const notShown = new Set(['split', 'startsWith', 'endsWith', 'includes', 'indexOf', 'replace', 'replaceAll', 'has', 'get', 'slice', 'match', 'test', 'slot']);

/** Whether a text in the source is a value that may be shown: no key, type, import, code of a closed list, or text that is compared. */
function isShown(ts, node, checker, codeLists) {
  const { parent } = node;
  if (!/[A-Za-z]{2}/.test(node.text ?? node.getText())) return false;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isLiteralTypeNode(parent) || ts.isTemplateLiteralTypeNode(parent)) return false;
  if ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node) return false;
  if (ts.isElementAccessExpression(parent) || ts.isCaseClause(parent) || ts.isComputedPropertyName(parent)) return false;
  if (ts.isBinaryExpression(parent) && /^(?:[!=]==?|in|[<>]=?)$/.test(parent.operatorToken.getText())) return false;
  if (ts.isCallExpression(parent) && notShown.has(ts.isPropertyAccessExpression(parent.expression) ? parent.expression.name.text : parent.expression.getText())) return false;
  // `(['against', 'for'] as const).map(…)` goes through codes.
  if (ts.isArrayLiteralExpression(parent) && ts.isAsExpression(parent.parent) && ts.isParenthesizedExpression(parent.parent.parent)) return false;
  for (let at = parent; at; at = at.parent) {
    if (ts.isVariableDeclaration(at)) {
      if (codeLists.has(at.name.getText())) return false;
      break;
    }
  }
  const wanted = checker.getContextualType(node);
  const kinds = wanted === undefined ? [] : wanted.isUnion() ? wanted.types : [wanted];
  const isCode = kinds.length > 0 && kinds.some((kind) => kind.isStringLiteral()) && !kinds.some((kind) => kind.flags & ts.TypeFlags.String);
  return !isCode;
}

function pseudoText(ts, source, checker) {
  const codeLists = new Set([...source.text.matchAll(/\(typeof (\w+)\)\[number\]/g)].map(([, name]) => name));
  const edits = [];
  const visit = (node) => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      if (isShown(ts, node, checker, codeLists)) edits.push({ from: node.getStart(source), to: node.end, text: JSON.stringify(accented(node.text)) });
    } else if (ts.isTemplateExpression(node) && isShown(ts, node, checker, codeLists)) {
      for (const part of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) {
        const raw = part.rawText ?? part.text;
        // `…${ and }…`: the marks at both ends stay; so do escapes, which are a backslash and its letter.
        const open = part.getStart(source) + 1;
        if (/[A-Za-z]{2}/.test(raw)) edits.push({ from: open, to: open + source.text.slice(open, part.end).replace(/(?:`|\$\{)$/, '').length, text: accentedRaw(raw) });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let text = source.text;
  for (const { from, to, text: next } of edits.sort((a, b) => b.from - a.from)) text = text.slice(0, from) + next + text.slice(to);
  return text;
}

const accentedRaw = (raw) => raw.split(/(\\u\{?[0-9A-Fa-f]{4,6}\}?|\\.)/).map((part, at) => (at % 2 === 1 ? part : accented(part))).join('');

/** A language made from English for tests, never shipped: whatever it leaves without accents is not among the words of shared/copy. */
export function pseudoLanguage() {
  // The compiler is loaded only where it is wanted.
  const start = async () => {
    const { default: ts } = await import('typescript');
    const { config } = ts.readConfigFile(inProject('shared', 'tsconfig.json'), ts.sys.readFile);
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, inProject('shared'));
    const program = ts.createProgram(fileNames.filter((file) => copyModule(file)), { ...options, noEmit: true, composite: false, incremental: false, tsBuildInfoFile: undefined });
    return { ts, program };
  };
  let started;
  return {
    name: 'pseudo-language',
    enforce: 'pre',
    async transform(_code, id) {
      if (!copyModule(id)) return null;
      const { ts, program } = await (started ??= start());
      const source = program.getSourceFile(id);
      return source === undefined ? null : { code: pseudoText(ts, source, program.getTypeChecker()), map: null };
    },
  };
}
