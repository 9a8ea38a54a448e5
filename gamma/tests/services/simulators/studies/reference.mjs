// The reference engine on its own rules: a JSON line asks ({situation, targets, apart}), a JSON line answers (by target:
// state, value, unit). Targets are evaluated one after the other; `apart`, each as if it were the only one.
import { createInterface } from 'node:readline'

import rules from 'modele-social'
import Engine, { serializeUnit } from 'publicodes'

const silent = { log() {}, warn() {}, error() {} }
const engine = new Engine(rules, { logger: silent })

function answer(target) {
	const { nodeValue, unit } = engine.evaluate(target)
	if (nodeValue === undefined) return { state: 'undefined' }
	if (nodeValue === null) return { state: 'not-applicable' }
	const finite = typeof nodeValue !== 'number' || Number.isFinite(nodeValue)
	return { state: 'value', value: finite ? nodeValue : String(nodeValue), unit: serializeUnit(unit) || null }
}

function attempt(make) {
	try {
		return make()
	} catch (error) {
		return { state: 'error', value: String(error.message).slice(0, 200) }
	}
}

function answers({ situation, targets, apart }) {
	const refused = attempt(() => engine.setSituation(situation) && null)
	if (refused) return Object.fromEntries(targets.map((target) => [target, refused]))
	return Object.fromEntries(
		targets.map((target) => {
			if (apart) engine.resetCache()
			return [target, attempt(() => answer(target))]
		}),
	)
}

for await (const line of createInterface({ input: process.stdin })) {
	process.stdout.write(JSON.stringify(answers(JSON.parse(line))) + '\n')
}
