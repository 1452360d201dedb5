// Imported first by what people start: an older Node would fail further on, with a message about something else.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const numbers = (version) => version.match(/\d+/g).map(Number);
const [major, minor] = numbers(engines.node);
const [ourMajor, ourMinor] = numbers(process.versions.node);

if (ourMajor < major || (ourMajor === major && ourMinor < minor)) {
  console.error(
    `error: this is Node ${process.versions.node}; Node ${engines.node} is needed. Install it (https://nodejs.org, or "nvm install ${major}") and run this again.`,
  );
  process.exit(1);
}
