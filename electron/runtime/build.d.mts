/** Builds what is out of date among the targets; see build.mjs. */
export function build(names?: readonly string[], options?: { readonly quiet?: boolean; readonly language?: string | null }): Promise<void>;
/** Makes the app with accented words in its window; answers its folder. */
export function buildPseudo(): Promise<string>;
