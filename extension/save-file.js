// Gives a file to the person, as a download that the page makes itself.

/** @param {string} name @param {string} type the media type @param {...string} parts */
export function saveFile(name, type, ...parts) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
