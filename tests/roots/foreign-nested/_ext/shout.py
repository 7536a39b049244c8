from docutils import nodes


def shout(name, rawtext, text, lineno, inliner, options=None, content=None):
    suffix = inliner.document.settings.env.config.shout_suffix
    return [nodes.strong(rawtext, text.upper() + suffix)], []


def setup(app):
    app.add_config_value("shout_suffix", "!", "env")
    app.add_role("shout", shout)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
