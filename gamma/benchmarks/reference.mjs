// Reference: times the JavaScript engine on the pages given as a JSON file; prints JSON, in milliseconds.
import { readFileSync } from 'node:fs'

const WARM = 3
const quiet = { log() {}, warn() {}, error() {} }
const { default: Engine } = await import('publicodes')

const pages = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const start = performance.now()
const { default: rules } = await import('modele-social')
const engine = new Engine(rules, { logger: quiet })
const load = performance.now() - start

function median(times) {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]
}

// A run is a list of situations – a page that compares has several –, in which the same rules are evaluated.
function timed(page) {
  const times = page.runs.map((situations) => {
    const start = performance.now()
    for (const situation of situations) {
      engine.setSituation(situation)
      page.rules.forEach((rule) => engine.evaluate(rule))
    }
    return performance.now() - start
  })
  return median(times.slice(WARM))
}

const found = Object.fromEntries(Object.entries(pages).map(([name, page]) => [name, timed(page)]))
console.log(JSON.stringify({ load, ...found }))
