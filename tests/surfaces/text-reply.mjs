// A stand-in for the core's reader of a model's reply: it takes every byte for text.
export class TextReply {
  text = "";
  problem = null;
  isOver = false;

  push(bytes) {
    this.text += new TextDecoder().decode(bytes);
  }

  end() {}

  free() {}
}
