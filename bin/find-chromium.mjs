import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
// The shell is the same browser without windows: the tests take two thirds of the time in it.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const mac_apps = ['Google Chrome', 'Chromium'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)

/** The path of a Chromium or Chrome that runs here; on Debian and Ubuntu root installs one when there is none. */
export async function findChromium() {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) {
    if (await works(CHROMIUM_PATH)) return CHROMIUM_PATH
    throw startupError(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which does not run: correct it or leave it out.`)
  }
  const found = await findInstalled()
  if (found) return found
  if ((await canInstall()) && (await install())) {
    const installed = await findInstalled()
    if (installed) return installed
  }
  throw startupError(
    'Chromium is needed and was not found: install Chromium or Google Chrome, or set CHROMIUM_PATH to one.',
  )
}

async function findInstalled() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  if (process.platform === 'darwin') candidates.push(...mac_apps)
  for (const path of candidates) if ((await isProgram(path)) && (await works(path))) return path
  return undefined
}

/** Ubuntu's chromium-browser may be a stub that only asks for a snap. */
async function works(path) {
  return succeeds(run(path, ['--version'], { timeout: 20_000 }))
}

function isProgram(path) {
  return succeeds(access(path, constants.X_OK))
}

async function canInstall() {
  return process.getuid?.() === 0 && (await isProgram('/usr/bin/apt-get'))
}

async function install() {
  process.stdout.write('Installing Chromium with apt-get ...\n')
  const apt = (...args) => run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  const installs = (name) => succeeds(apt('install', '-y', '--no-install-recommends', name))
  const installsOne = async () => (await installs('chromium-headless-shell')) || (await installs('chromium'))
  return (await installsOne()) || ((await succeeds(apt('update'))) && (await installsOne()))
}

function succeeds(attempt) {
  return attempt.then(
    () => true,
    () => false,
  )
}

function startupError(message) {
  return Object.assign(new Error(message), { name: 'StartupError' })
}
