import { build } from '../../electron/runtime/build.mjs';
import { bringDisplay } from '../../electron/runtime/display.mjs';

/** Runs once before the app tests: brings the build up to date, and a virtual screen where there is none. */
export default async function prepare(): Promise<void> {
  await build(undefined, { quiet: true });
  await bringDisplay();
}
