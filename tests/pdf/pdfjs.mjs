// What pdf.js reads from PDFs, as JSON: node pdfjs.mjs PACKAGES PDF...
//
// PACKAGES holds node_modules. A line a file: {"pages": [{"items", "tree", "annotations"}],
// "labels", "outline", "attachments", "info"}. An item is a piece of text: {"text", "eol", "mark"},
// where mark is the id of its marked content, as the tree names it, "Artifact", or null. Text is
// given as the file has it, without the viewer's normalization.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [packages, ...files] = process.argv.slice(2);
const home = join(resolve(packages), 'node_modules', 'pdfjs-dist');
console.warn = console.log; // its complaints about a missing canvas are no part of the answer
console.log = () => {};
const pdfjs = createRequire(join(home, 'package.json'))('pdfjs-dist/legacy/build/pdf.js');

// Marked content may be nested: the innermost id counts, but whatever is inside of an artifact is it.
function itemsOf(content) {
    const items = [];
    const open = [];
    for (const item of content.items) {
        if (item.type === 'endMarkedContent') {
            open.pop();
        } else if (item.type) {
            const outer = open.at(-1) ?? null;
            const mark = item.tag === 'Artifact' ? 'Artifact' : item.id ?? null;
            open.push(outer === 'Artifact' ? outer : mark ?? outer);
        } else {
            items.push({ text: item.str, eol: item.hasEOL, mark: open.at(-1) ?? null });
        }
    }
    return items;
}

async function readPage(page) {
    const content = await page.getTextContent(
        { includeMarkedContent: true, disableNormalization: true });
    const annotations = await page.getAnnotations();
    return {
        items: itemsOf(content),
        tree: await page.getStructTree(),
        annotations: annotations.map(({ subtype, rect, url, dest, contentsObj }) =>
            ({ subtype, rect, url, dest, contents: contentsObj?.str })),
    };
}

function outlineOf(entries) {
    return (entries ?? []).map(({ title, items }) => ({ title, items: outlineOf(items) }));
}

function attachmentsOf(attachments) {
    return Object.values(attachments ?? {}).map(({ filename, content }) =>
        ({ name: filename, base64: Buffer.from(content).toString('base64') }));
}

async function readFile(path) {
    const task = pdfjs.getDocument({
        data: new Uint8Array(readFileSync(path)),
        cMapUrl: join(home, 'cmaps') + '/',
        cMapPacked: true,
        standardFontDataUrl: join(home, 'standard_fonts') + '/',
        disableFontFace: true,
        useSystemFonts: false,
        verbosity: 0,
    });
    const document = await task.promise;
    const pages = [];
    for (let number = 1; number <= document.numPages; number++) {
        pages.push(await readPage(await document.getPage(number)));
    }
    const answer = {
        pages,
        labels: await document.getPageLabels(),
        outline: outlineOf(await document.getOutline()),
        attachments: attachmentsOf(await document.getAttachments()),
        info: (await document.getMetadata()).info,
    };
    await task.destroy();
    return answer;
}

for (const file of files) {
    process.stdout.write(JSON.stringify(await readFile(file)) + '\n');
}
