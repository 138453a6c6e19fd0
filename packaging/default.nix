# The program for Nix, compiled from this repository: `nix-build packaging`.
#
# `nixpkgs` must have Rust 1.89 or newer. The tests are left to continuous integration.
{ pkgs ? import <nixpkgs> { } }:

let
  manifest = (pkgs.lib.importTOML ../Cargo.toml).package;
in
pkgs.rustPlatform.buildRustPackage {
  pname = manifest.name;
  inherit (manifest) version;

  src = pkgs.lib.cleanSourceWith {
    src = ../.;
    filter = path: _type: !(builtins.elem (baseNameOf path) [ "target" "output" "result" ".git" ]);
  };
  cargoLock.lockFile = ../Cargo.lock;

  # The tests need more than a build has: validators, and files that the package leaves out.
  doCheck = false;

  nativeBuildInputs = [ pkgs.installShellFiles ];
  postInstall = pkgs.lib.optionalString (pkgs.stdenv.buildPlatform.canExecute pkgs.stdenv.hostPlatform) ''
    for shell in bash zsh fish; do
      $out/bin/pamphlet completions $shell > pamphlet.$shell
      installShellCompletion --cmd pamphlet --$shell pamphlet.$shell
    done
    $out/bin/pamphlet man > pamphlet.1
    for command in init import build watch serve check fmt verify compare inspect dump explain schema lsp; do
      $out/bin/pamphlet man $command > pamphlet-$command.1
    done
    installManPage pamphlet.1 pamphlet-*.1
  '';

  meta = {
    inherit (manifest) description;
    license = pkgs.lib.licenses.mit;
    mainProgram = "pamphlet";
  };
}
