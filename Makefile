# Homoru's commands. What they do stands in .ci/.
.DEFAULT_GOAL := help
.PHONY: help serve test dev bench lint dist clean

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: ## build and serve the demo on http://127.0.0.1:3000; LAN=1 opens it to phones on the same Wi-Fi
	@LAN="$(LAN)" .ci/serve

test: ## everything a change must pass, on SQLite and PostgreSQL and in a browser
	@.ci/test

dev: ## serve the demo and build it again after every change
	@.ci/dev

bench: ## sizes, start, memory and speed of the release build on this machine
	@.ci/bench

lint: ## format check and clippy, warnings denied
	@.ci/lint

dist: ## one file for a Debian machine: dist/homoru
	@.ci/dist

clean: ## remove what was built (never data/)
	rm -rf target dist server/tests/browser/node_modules
