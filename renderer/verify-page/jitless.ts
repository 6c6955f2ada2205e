/** Imported first: a schema that is built before this has already probed for `Function`, which the page's policy refuses. */
import { z } from 'zod';

z.config({ jitless: true });
