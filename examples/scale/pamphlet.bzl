"""A rule for Bazel: one publication, its sources in and its editions out.

The action is hermetic: it has the declared files only, no network, one thread, and no clock, so that it can be cached
and executed remotely. `pamphlet` is a label of the program, for example of an archive of a release by `http_archive`.
"""

def _publication_impl(ctx):
    name = ctx.attr.slug or ctx.label.name
    files = [ctx.actions.declare_file("%s/%s.%s" % (ctx.label.name, name, ending)) for ending in ctx.attr.editions]
    record = ctx.actions.declare_file("%s/%s.record.json" % (ctx.label.name, name))
    arguments = ctx.actions.args()
    arguments.add("build", ctx.file.manifest)
    arguments.add("--output", record.dirname)
    arguments.add_joined("--to", ctx.attr.editions, join_with = ",")
    arguments.add("--jobs", "1")
    arguments.add("--quiet")
    if ctx.attr.strict:
        arguments.add("--strict")
    ctx.actions.run(
        executable = ctx.executable.pamphlet,
        arguments = [arguments],
        inputs = depset([ctx.file.manifest] + ctx.files.srcs),
        outputs = files + [record],
        mnemonic = "Pamphlet",
        progress_message = "Publishing %{label}",
        # Nothing of the environment changes the bytes, and none of it is in the key of the cache.
        env = {},
        execution_requirements = {"block-network": "1"},
    )
    return [DefaultInfo(files = depset(files + [record]))]

publication = rule(
    implementation = _publication_impl,
    attrs = {
        "manifest": attr.label(allow_single_file = [".toml", ".md"], mandatory = True),
        "srcs": attr.label_list(
            allow_files = True,
            doc = "Chapters, images, fonts; the manifest of the collection and what it shares.",
        ),
        "editions": attr.string_list(default = ["pdf", "epub", "html", "txt"]),
        "slug": attr.string(doc = "The name of the files; by default the name of the target."),
        "strict": attr.bool(default = True),
        "pamphlet": attr.label(default = "@pamphlet//:pamphlet", executable = True, cfg = "exec"),
    },
)
