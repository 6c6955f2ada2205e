/** Every rule that is asked of a packet. */
import { accessRules } from './access.ts';
import { documentRules } from './archive-document.ts';
import { fileRules } from './archive-file.ts';
import { pageRules } from './archive-pages.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [...fileRules, ...pageRules, ...documentRules, ...accessRules];
