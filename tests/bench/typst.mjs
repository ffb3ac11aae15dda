// One cold run of Typst: node typst.mjs PACKAGES FOLDER OUT
//
// PACKAGES holds node_modules, FOLDER the page (page.typ) and its text (issue.json). The PDF has no
// tags, as ours has none, and is flushed to the disk, as ours is.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [packages, folder, out] = process.argv.slice(2).map(path => resolve(path));
const require = createRequire(packages + '/');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const compiler = NodeCompiler.create({ workspace: folder });
const done = compiler.compile({ mainFilePath: folder + '/page.typ' });
if (done.hasError() || !done.result) {
    done.printErrors();
    process.exit(1);
}
const warnings = done.takeWarnings();
if (warnings) { // an unknown font is no more than that, but the page would be another
    console.log(JSON.stringify(compiler.fetchDiagnostics(warnings)));
    process.exit(1);
}
const pdf = compiler.pdf(done.result, { creationTimestamp: 0, pdfTags: false });
const file = openSync(out, 'w');
writeSync(file, pdf);
fsyncSync(file);
closeSync(file);
