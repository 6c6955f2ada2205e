/** What of Vite's plugins the build's words need. */
interface Resolving { resolve(source: string, importer: string, options: object): Promise<{ readonly id: string } | null> }
/** Takes the words from the tree of another language. */
export function languageTree(language: string, trees?: string): { resolveId(this: Resolving, source: string, importer: string | undefined, options: object): Promise<string | null> };
/** Makes the words accented and longer, for tests. */
export function pseudoLanguage(): object;
/** A text with accents, and longer. */
export function accented(text: string): string;
