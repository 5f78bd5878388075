// Reads the tags of HTML files with the package html-metadata, and prints them as JSON, a list a file.
"use strict";
const fs = require("node:fs");
const cheerio = require("cheerio");
const metadata = require("html-metadata");

Promise.all(
  process.argv.slice(2).map((file) => metadata.parseAll(cheerio.load(fs.readFileSync(file, "utf8")))),
).then((found) => process.stdout.write(JSON.stringify(found)));
