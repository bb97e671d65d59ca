/** One PDS of the network: its settings, its process, its front, and where its data lies. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Child } from './child.mjs'

/** What the self-host distribution allows per blob, in bytes; the code's own default is 5 MiB. */
const DISTRIBUTION_BLOB_LIMIT = 104857600

export class Pds {
  /**
   * @param settings `{name, line, invite, blobLimit, importLimit, rateLimits}`, limits in bytes, absent = the default
   * @param network `{runFolder, plcUrl, dohUrl, smtpUrl, tls}`
   * @param publicUrl origin of the front, as it stands in DID documents
   */
  constructor(settings, network, publicUrl) {
    Object.assign(this, settings)
    this.network = network
    this.publicUrl = publicUrl
    this.hostname = new URL(publicUrl).hostname
    this.handleDomain = `.${settings.name}.test`
    this.did = `did:web:${new URL(publicUrl).host.replace(':', '%3A')}`
    this.folder = join(network.runFolder, settings.name)
    this.adminPassword = randomBytes(9).toString('base64url')
    this.rotationKeyHex = randomBytes(32).toString('hex')
    this.secrets = { jwt: randomBytes(16).toString('hex'), dpop: randomBytes(32).toString('hex') }
    this.clockMillis = 0
    mkdirSync(join(this.folder, 'blobs'), { recursive: true })
  }

  /** Starts the process on the data folder as it is: the first start makes it, a later one finds everything again. */
  async start() {
    this.child = await Child.start(
      new URL('./pds-process.mjs', import.meta.url),
      {
        line: this.line,
        publicUrl: this.publicUrl,
        dohUrl: this.network.dohUrl,
        runFolder: this.network.runFolder,
      },
      { logFile: join(this.network.runFolder, `${this.name}.log`), env: this.environment() },
    )
    this.port = this.child.answer.port
    if (this.clockMillis) await this.child.tell({ clockMillis: this.clockMillis })
  }

  async stop() {
    await this.comingUp
    await this.child?.stop()
    this.port = undefined
  }

  /** Ends the process at once, and lets it come up again by itself: see `up`. */
  async crash() {
    if (!this.port) return
    this.port = undefined
    await this.child.kill()
    this.comingUp = this.start().finally(() => { this.comingUp = undefined })
    this.comingUp.catch(() => {})
  }

  /** Returns once it runs; starts it where it was stopped. */
  async up() {
    await this.comingUp
    if (!this.port) await this.start()
  }

  /** Puts the clock of the process wrong by so many milliseconds, 0 for right. */
  async setClock(millis) {
    if (millis === this.clockMillis) return
    this.clockMillis = millis
    if (this.port) await this.child.tell({ clockMillis: millis })
  }

  /** Where the process itself listens, behind the front: for the sandbox's own calls, which no fault shall hit. */
  get innerUrl() {
    if (!this.port) throw new Error(`${this.name} is stopped`)
    return `http://127.0.0.1:${this.port}`
  }

  /** What `/network` says about this PDS; `innerUrl` is null while it is stopped. */
  describe() {
    const { publicUrl: url, did, line, handleDomain, adminPassword } = this
    const innerUrl = this.port ? this.innerUrl : null
    return { url, innerUrl, did, line, version: versionOf(line), handleDomain, adminPassword, invite: Boolean(this.invite) }
  }

  environment() {
    const { network, folder } = this
    const env = {
      NODE_ENV: 'production',
      LOG_ENABLED: 'true',
      LOG_LEVEL: 'warn',
      PDS_HOSTNAME: this.hostname,
      PDS_PORT: new URL(this.publicUrl).port || '443',
      PDS_SERVICE_DID: this.did,
      PDS_SERVICE_HANDLE_DOMAINS: this.handleDomain,
      PDS_DATA_DIRECTORY: folder,
      PDS_BLOBSTORE_DISK_LOCATION: join(folder, 'blobs'),
      PDS_DID_PLC_URL: network.plcUrl,
      // A PDS whose public URL is http refuses to start outside of this mode.
      PDS_DEV_MODE: String(!network.tls),
      PDS_DISABLE_SSRF_PROTECTION: 'true',
      PDS_INVITE_REQUIRED: String(Boolean(this.invite)),
      PDS_JWT_SECRET: this.secrets.jwt,
      PDS_DPOP_SECRET: this.secrets.dpop,
      PDS_ADMIN_PASSWORD: this.adminPassword,
      PDS_PLC_ROTATION_KEY_K256_PRIVATE_KEY_HEX: this.rotationKeyHex,
      PDS_EMAIL_SMTP_URL: network.smtpUrl,
      PDS_EMAIL_FROM_ADDRESS: `noreply@${this.name}.test`,
      // Preferences exist only on a PDS that knows an AppView; all it is asked here is handles of other servers.
      PDS_BSKY_APP_VIEW_URL: new URL(network.dohUrl).origin,
      PDS_BSKY_APP_VIEW_DID: 'did:web:appview.test',
      PDS_BLOB_UPLOAD_LIMIT: String(this.blobLimit ?? DISTRIBUTION_BLOB_LIMIT),
      // Line 0.4 does not know its own version; its distribution tells it this way.
      PDS_VERSION: versionOf(this.line),
      PDS_RATE_LIMITS_ENABLED: String(Boolean(this.rateLimits)),
    }
    if (this.importLimit) env.PDS_MAX_REPO_IMPORT_SIZE = String(this.importLimit)
    return env
  }
}

function versionOf(line) {
  return JSON.parse(readFileSync(new URL(`./node_modules/pds-${line}/package.json`, import.meta.url), 'utf8')).version
}
