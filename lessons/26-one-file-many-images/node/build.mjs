// Makes a page of each day's menu: days/monday.md becomes dist/monday.html.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { marked } from "marked";

mkdirSync("dist", { recursive: true });
cpSync("static", "dist", { recursive: true });

const days = readdirSync("days").map((file) => file.replace(/\.md$/, ""));
const links = days.map((day) => `<li><a href="${day}.html">${day}</a></li>`).join("\n");

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="menu.css">
${body}
</html>
`;
}

for (const day of days) {
  const dishes = readFileSync(`days/${day}.md`, "utf8");
  writeFileSync(`dist/${day}.html`, page(day, marked.parse(dishes)));
}
writeFileSync("dist/index.html", page("The canteen's week", `<ul>\n${links}\n</ul>`));
