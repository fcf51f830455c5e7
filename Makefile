# Homoru's commands. What they do stands in .ci/.
.DEFAULT_GOAL := help
.PHONY: help serve test torture dev bench lint dist clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: ## build and serve the demo on http://127.0.0.1:3000; LAN=1 opens it to phones on the same Wi-Fi
	@LAN="$(LAN)" .ci/serve

test: ## everything a change must pass, on SQLite and PostgreSQL and in a browser
	@.ci/test

torture: ## hours of races, kills, power cuts and wrong input on both databases; SEED=n again, ROWS="kill power" only some
	@.ci/torture $(ROWS)

dev: ## serve the demo and build it again after every change
	@.ci/dev

bench: ## sizes, start, memory, speed and durable orders of the release build on this machine
	@.ci/bench

lint: ## format check and clippy, warnings denied
	@.ci/lint

dist: ## one file for a Debian machine: dist/homoru
	@.ci/dist

clean: ## remove what was built (never data/)
	rm -rf target dist server/tests/browser/node_modules
