// Reference: times the JavaScript engine on the scenario given as a JSON file; prints JSON, in milliseconds and megabytes.
import { readFileSync } from 'node:fs'

const quiet = { log() {}, warn() {}, error() {} }

async function timed(work) {
  const start = performance.now()
  const result = await work()
  return [performance.now() - start, result]
}

async function each(situations, work) {
  const times = []
  const values = []
  for (const situation of situations) {
    const [time, value] = await timed(() => work(situation))
    times.push(time)
    values.push(value)
  }
  return { times, values }
}

const { default: Engine } = await import('publicodes')

async function social(scenario) {
  const [load, engine] = await timed(async () => {
    const { default: rules } = await import('modele-social')
    return new Engine(rules, { logger: quiet })
  })
  const value = (target) => engine.evaluate(target).nodeValue
  const on = (targets) => (situation) => {
    engine.setSituation(situation)
    return targets.map(value)
  }
  return {
    load,
    grossToNet: await each(scenario.gross, on([scenario.toNet])),
    page: await each(scenario.gross, on(scenario.page)),
    netToGross: await each(scenario.net, on([scenario.toGross])),
    memory: process.resourceUsage().maxRSS / 1024,
  }
}

async function footprint(scenario) {
  const [load, engine] = await timed(async () => {
    const path = new URL(import.meta.resolve('@incubateur-ademe/nosgestesclimat/nosgestesclimat.model.json'))
    return new Engine(JSON.parse(readFileSync(path, 'utf8')), { logger: quiet, strict: { situation: false } })
  })
  return {
    load,
    footprint: await each(scenario.personas, (situation) => {
      engine.setSituation(situation)
      return [engine.evaluate(scenario.footprint).nodeValue]
    }),
    memory: process.resourceUsage().maxRSS / 1024,
  }
}

const [, , model, path] = process.argv
const scenario = JSON.parse(readFileSync(path, 'utf8'))
console.log(JSON.stringify(await (model === 'social' ? social(scenario) : footprint(scenario))))
