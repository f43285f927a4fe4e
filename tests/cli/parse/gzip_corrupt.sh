# SPDX-License-Identifier: ISC
# A wrong byte ends the data there; a wrong checksum is said, too.
# Twenty lines, packed.
base64 -d > mail.log.gz <<'END'
H4sIAAAAAAACA43TMQsCMQyG4d1f0dFDhCRt0uRWXd3cxEkc9eBQ8OeLa4PwLd0eeknfExLds+wpzuSz0ky0o99ZHh
8ut3V5Xug6l+26LK+pHE7Hsn2t7/u0kQR5hD04QCujZVMFbU1WREDbRmsm6Lya5vWG3mujbe4O2p7u7YbuytO8zQy0
MdoIxiinpri2DtqcldYG2pRVaANXxSmrXh1Mg1NWTBX8FThlpYLSVJW6op+cqrIIdFWpqhqGPlGqyvof+wWjOZxTqw
QAAA==
END
flip() { # FILE OFFSET: the byte there becomes another
	cp mail.log.gz "$1"
	printf '\125' | dd of="$1" bs=1 seek="$2" conv=notrunc 2> dd.err
}
flip body.log.gz 145
"$SPOOR" parse body.log.gz > events
echo "exit $?, the events up to the damage: $(grep -c event.action events)"
flip checksum.log.gz "$(($(wc -c < mail.log.gz) - 6))"
"$SPOOR" parse checksum.log.gz > events
echo "exit $?, all events: $(grep -c event.action events)"
