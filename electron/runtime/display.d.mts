/** Starts a virtual screen where there is none; resolves to its name, or to `undefined` where a screen was there already. */
export function bringDisplay(): Promise<string | undefined>;
