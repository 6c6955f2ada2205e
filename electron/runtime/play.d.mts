import type { ElectronApplication, Locator, Page } from '@playwright/test';

export const samplePassphrase: string;
export function openSample(page: Page): Promise<void>;
export function home(page: Page, timeoutMs?: number): Promise<void>;
export function openDossier(page: Page, title: string): Promise<void>;
export function openTab(page: Page, tab: string): Promise<void>;
export function filterByCell(page: Page): Promise<string | null>;
export function selectFirstHazard(page: Page): Promise<string>;
export function recordFinding(page: Page, finding: { readonly severity: string; readonly text: string }): Promise<void>;
export function sign(app: ElectronApplication, ask: () => Promise<void>, options?: { readonly passphrase?: string; readonly onWindow?: (window: Page) => Promise<unknown> }): Promise<void>;
export function vote(app: ElectronApplication, page: Page, vote: { readonly choice: string; readonly reason: string; readonly onSheet?: (sheet: Locator) => Promise<unknown>; readonly onWindow?: (window: Page) => Promise<unknown> }): Promise<void>;
export function recordDecision(app: ElectronApplication, page: Page, decision: { readonly reason: string; readonly onSheet?: (sheet: Locator) => Promise<unknown> }): Promise<void>;
export function issuePacket(app: ElectronApplication, page: Page): Promise<string>;
export function verify(page: Page, number: string): Promise<string>;
export function synced(page: Page): Promise<void>;
