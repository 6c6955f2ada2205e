/** pdf.js's half that parses. It runs in the page of the frame itself, which may start no worker. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs' {
  export const WorkerMessageHandler: unknown;
}
