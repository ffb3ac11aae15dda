// Typst: node typst.mjs PACKAGES FOLDER OUT             one cold run
//        node typst.mjs PACKAGES FOLDER OUT FIRST STEP  many issues, warm
//
// PACKAGES holds node_modules, FOLDER the page (page.typ) and its text (issue.json), or the texts that
// `list` names, of which every STEPth from FIRST on is set: some are set first, then `warm` is said,
// and a line is waited for. The PDF has no tags, as ours has none, but those that STANDARD of the
// environment asks for (a-3a), and one is flushed to the disk, as ours is.
import { closeSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const WARM = 16, EVICT = 10; // as its own watcher does: what was not used in so many runs

const [packages, folder, out] = process.argv.slice(2, 5).map(path => resolve(path));
const [first, step] = process.argv.slice(5).map(Number);
const standard = process.env.STANDARD;
const form = standard ? { pdfStandard: standard } : { pdfTags: false };
const dated = standard ? { dated: 'yes' } : {}; // which PDF/A asks for
const require = createRequire(packages + '/');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');

const compiler = NodeCompiler.create({ workspace: folder });

function build(name, path) {
    const done = compiler.compile({ mainFilePath: folder + '/page.typ', inputs: { issue: name, ...dated } });
    if (done.hasError() || !done.result) {
        done.printErrors();
        process.exit(1);
    }
    const warnings = done.takeWarnings();
    if (warnings) { // an unknown font is no more than that, but the page would be another
        console.log(JSON.stringify(compiler.fetchDiagnostics(warnings)));
        process.exit(1);
    }
    const pdf = compiler.pdf(done.result, { creationTimestamp: 0, ...form });
    const file = openSync(path, 'w');
    writeSync(file, pdf);
    fsyncSync(file);
    closeSync(file);
}

if (step) {
    const names = readFileSync(folder + '/list', 'utf-8').trim().split('\n');
    const set = name => build(name, `${out}/${name}.pdf`);
    names.slice(0, WARM).forEach(set);
    console.log('warm');
    readSync(0, Buffer.alloc(16));
    for (let i = first; i < names.length; i += step) {
        set(names[i]);
        compiler.evictCache(EVICT);
    }
} else {
    build('issue.json', out);
}
