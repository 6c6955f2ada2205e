/** Builds what is out of date among the targets (all by default). */
export function build(names?: readonly string[], options?: { quiet?: boolean }): Promise<void>;
