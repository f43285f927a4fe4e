# SPDX-License-Identifier: ISC
# What can be had of a truncated file is read; that there was more is said, with exit 2.
# Twenty lines, packed.
base64 -d > mail.log.gz <<'END'
H4sIAAAAAAACA43TMQsCMQyG4d1f0dFDhCRt0uRWXd3cxEkc9eBQ8OeLa4PwLd0eeknfExLds+wpzuSz0ky0o99ZHh
8ut3V5Xug6l+26LK+pHE7Hsn2t7/u0kQR5hD04QCujZVMFbU1WREDbRmsm6Lya5vWG3mujbe4O2p7u7YbuytO8zQy0
MdoIxiinpri2DtqcldYG2pRVaANXxSmrXh1Mg1NWTBX8FThlpYLSVJW6op+cqrIIdFWpqhqGPlGqyvof+wWjOZxTqw
QAAA==
END
head -c 100 mail.log.gz > cut.log.gz
"$SPOOR" parse cut.log.gz | tail -n 1
head -c 200 mail.log.gz > cut.log.gz
"$SPOOR" parse -q cut.log.gz > events
echo "exit $?"
wc -l < events
