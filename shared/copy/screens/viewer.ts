/** Words inside the content frame, around a PDF's own. */
import { figure } from '../number.ts';

export const viewerWords = {
  page: (page: number, pages: number): string => `Page ${figure(page)} of ${figure(pages)}`,
  notDrawn: 'This page can’t be drawn.',
  toPage: (page: number): string => `To page ${figure(page)}`,
  addressOf: (address: string): string => `${address} (copied, never opened)`,
} as const;
