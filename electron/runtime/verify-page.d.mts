/** The file's name in dist/verify/. */
export const verifyPageName: string;
/** What the page may do, as its content security policy. */
export function verifyPagePolicy(script: string, style: string): string;
/** The page that verifies packets as text, from the sources below `root` (the project's by default). */
export function verifyPage(options?: { readonly root?: string; readonly plugins?: readonly unknown[] }): Promise<string>;
