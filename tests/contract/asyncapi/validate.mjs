// Usage: node validate.mjs DOCUMENT. Prints each error of the official parser; exit status 1 if there is one.
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const errors = diagnostics.filter(({ severity }) => severity === 0);
for (const { code, message, path } of errors) console.error(`${code}: ${message} at ${path.join(".")}`);
if (!document || errors.length) process.exit(1);
console.log(`${document.allChannels().all().length} channels, ${document.allOperations().all().length} operations`);
