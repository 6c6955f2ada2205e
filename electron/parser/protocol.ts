/** What parent and child say to each other, over Node's own channel between them. */
import type { Result } from '../../shared/result.ts';
import type { PieceAnswer, PieceRequest, SourceFile } from './parser.ts';

export type ParserCall = { readonly call: number; readonly do: 'gather'; readonly files: readonly SourceFile[] } | { readonly call: number; readonly do: 'read'; readonly request: PieceRequest };
export type ParserReply = { readonly call: number; readonly result: Result<readonly (readonly SourceFile[])[]> | Result<PieceAnswer> } | { readonly call: number; readonly defect: string };
