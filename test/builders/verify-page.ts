/** The page that verifies packets, built anew, with its script run in this process: the very bytes that a browser runs. */
import { runInThisContext } from 'node:vm';
import { verifyPage } from '../../electron/runtime/verify-page.mjs';
import type { Given } from '../../renderer/verify-page/check.ts';

export interface BuiltPage {
  readonly html: string;
  readonly script: string;
  readonly style: string;
  readonly policy: string;
  /** What the page's script leaves for programs: the text that “Save the report” saves. */
  readonly verify: (given: Given) => Promise<string>;
}

const part = (html: string, pattern: RegExp): string => {
  const found = [...html.matchAll(pattern)];
  if (found.length !== 1) throw new Error(`${found.length} times ${pattern.source}`);
  return found[0]![1]!;
};

/** Takes the page apart, and runs its script before an empty window, in which it shows nothing. */
export async function builtPage(): Promise<BuiltPage> {
  const html = await verifyPage();
  const script = part(html, /<script>([\s\S]*?)<\/script>/g);
  const window: { countersignVerify?: BuiltPage['verify'] } = {};
  const run = runInThisContext(`(function (window, document) {${script}\n})`, { filename: 'countersign-verify.html' }) as (window: object, document: object) => void;
  run(window, { getElementById: () => null, documentElement: {} });
  if (window.countersignVerify === undefined) throw new Error('the page has no verifier');
  return { html, script, style: part(html, /<style>([\s\S]*?)<\/style>/g), policy: part(html, /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g), verify: window.countersignVerify };
}
