/** 48 MiB, as much as the server takes. */
export const largestFile = 48 * 1024 * 1024

/** A file as the server wants it; what cannot be right is said before it travels. */
export async function readFile(file: File): Promise<{ file_name: string; content: string }> {
  if (file.size === 0) throw new Error(`${file.name} is empty. Export the statement again.`)
  if (file.size > largestFile)
    throw new Error(`${file.name} is larger than 48 MB. Export a shorter time, such as one month.`)
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(new Error(`${file.name} could not be read. Choose it again.`)))
    reader.readAsDataURL(file)
  })
  // oxlint-disable-next-line no-control-regex -- a name may hold what no line of text may
  const file_name = file.name.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 200)
  return { file_name, content: url.slice(url.indexOf(',') + 1) }
}
