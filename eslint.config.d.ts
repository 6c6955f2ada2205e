import type { Linter } from 'eslint';

/** The whole configuration; without `typed`, the rules that need types are left out. */
export function fences(options?: { readonly typed?: boolean }): Linter.Config[];
